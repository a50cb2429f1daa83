// The people a note can name, offered right behind its field while somebody types @: Tab reaches them, Escape closes.
const TYPED = /(^|[\s(])@([\w.+-]*)$/;

export function offerNames(room) {
  const box = room.querySelector(".note-names");
  if (!box) return;
  const names = [...box.querySelectorAll("button")];
  let field = null;

  const close = () => {
    box.hidden = true;
  };
  const typed = () => TYPED.exec(field.value.slice(0, field.selectionStart));
  const show = () => {
    const found = typed();
    const start = found?.[2].toLowerCase();
    for (const name of names) name.hidden = !found || !`${name.dataset.name} ${name.title.toLowerCase()}`.split(" ").some((part) => part.startsWith(start));
    box.hidden = names.every((name) => name.hidden);
    if (!box.hidden && field.nextElementSibling !== box) field.after(box);
  };

  room.addEventListener("input", ({ target }) => {
    if (!target.matches("textarea")) return;
    field = target;
    show();
  });
  box.addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.name;
    if (!name) return;
    const caret = field.selectionStart;
    field.setRangeText(`@${name} `, caret - typed()[2].length - 1, caret, "end");
    close();
    field.focus();
  });
  room.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || box.hidden) return;
    event.preventDefault();
    close();
    field.focus();
  });
  room.addEventListener("submit", () => {
    close();
    room.querySelector("note-form form").append(box); // the thread it stood in may be exchanged
  });
}

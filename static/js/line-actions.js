// What a hand does with the lines of a <lyric-timeline>: press seeks, drag loops, a menu has the rest, arrows walk.
import { icon, make } from "desk/icon";

export function listenToLines(timeline, { signal }) {
  const { lines } = timeline;
  let [first, last, hasDragged] = [null, null, false];
  const lineOf = (element) => lines.find(({ button }) => button === element?.closest?.(".lyric-line"));
  const show = () => {
    const [a, b] = [lines.indexOf(first), lines.indexOf(last)].sort((x, y) => x - y);
    lines.forEach(({ button }, at) => button.toggleAttribute("data-chosen", hasDragged && a <= at && at <= b));
    return [lines[a], lines[b]];
  };
  timeline.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType === "touch") return; // a finger scrolls
    [first, last, hasDragged] = [lineOf(event.target), lineOf(event.target), false];
  });
  timeline.addEventListener("pointermove", (event) => {
    const over = first && event.buttons && lineOf(document.elementFromPoint(event.clientX, event.clientY));
    if (!over || over === last) return;
    [last, hasDragged] = [over, true];
    show();
  });
  document.addEventListener("pointerup", () => {
    if (!first || !hasDragged) return void (first = null);
    const [from, to] = show();
    timeline.say("lyric-loop", { from: from.start, to: to.to });
    first = null;
    setTimeout(() => ((hasDragged = false), lines.forEach(({ button }) => button.removeAttribute("data-chosen"))), 300);
  }, { signal });
  timeline.addEventListener("click", (event) => {
    const line = lineOf(event.target);
    if (line && !hasDragged) timeline.seek(line);
  });
  for (const line of lines) addMenu(timeline, line);
  walk(timeline);
}

// One stop for Tab in the whole list; up and down go from line to line.
function walk({ lines, scroller }) {
  const stop = (line) => {
    for (const one of lines) one.button.tabIndex = one.more.tabIndex = one === line ? 0 : -1;
  };
  stop(lines[0]);
  scroller.addEventListener("focusin", ({ target }) => {
    const line = lines.find(({ button, more }) => button === target || more === target);
    if (line) stop(line);
  });
  scroller.addEventListener("keydown", (event) => {
    const at = lines.findIndex(({ button }) => button === event.target);
    const next = at < 0 ? undefined : { ArrowDown: lines[at + 1], ArrowUp: lines[at - 1], Home: lines[0], End: lines.at(-1) }[event.key];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.button.focus();
  });
}

function addMenu(timeline, line) {
  line.more = make("button", { type: "button", class: "line-more", "aria-expanded": "false", "aria-label": `More for the line: ${line.text}` }, icon("ellipsis"));
  line.button.after(line.more);
  line.more.addEventListener("click", () => (line.menu ? close(line) : open(timeline, line)));
}

function close(line) {
  const { menu } = line;
  if (!menu) return;
  line.menu = null; // before the removal, which takes the focus out and so comes here again
  const hadFocus = menu.contains(document.activeElement);
  menu.remove();
  line.more.setAttribute("aria-expanded", "false");
  if (hadFocus) line.more.focus();
}

function open(timeline, line) {
  const { take } = timeline.dataset;
  const item = (name, words, act) => {
    const button = make("button", { type: "button", class: "menu-item" }, icon(name), words);
    button.addEventListener("click", () => (close(line), act()));
    return button;
  };
  line.menu = make("div", { class: "menu-sheet line-menu", role: "group", "aria-label": line.text });
  line.menu.append(item("repeat", "Loop this line", () => timeline.say("lyric-loop", { from: line.start, to: line.to })));
  if (document.querySelector("note-form")) {
    const detail = { take, ms: line.start, untilMs: line.to, line: line.text };
    line.menu.append(item("message-square", "Comment on it", () => document.dispatchEvent(new CustomEvent("note-at", { detail }))));
  }
  const { inpaint } = timeline.deck.dataset;
  if (inpaint) {
    const range = `&replace_start_at=${(line.start / 1000).toFixed(2)}&replace_end_at=${(line.to / 1000).toFixed(2)}`;
    line.menu.append(make("a", { class: "menu-item", href: inpaint + range }, icon("replace"), "Sing it anew (inpaint)"));
  }
  line.more.after(line.menu);
  line.more.setAttribute("aria-expanded", "true");
  line.menu.addEventListener("keydown", (event) => event.key === "Escape" && close(line));
  line.menu.addEventListener("focusout", ({ relatedTarget }) => !line.menu?.contains(relatedTarget) && relatedTarget !== line.more && close(line));
  line.menu.firstElementChild.focus();
  line.menu.scrollIntoView({ block: "nearest" });
}

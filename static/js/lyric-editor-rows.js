// The lines as a list to type in: one field each, its time to press, and what the service said where that differs.
// Only the chosen line is a stop of the tab key; up and down go from line to line.
import { icon, make } from "desk/icon";
import { isTag, litAt } from "desk/lyric-editor-lines";
import { isMoved } from "desk/lyric-editor-own";
import { exact } from "desk/lyric-editor-time";

export class Rows {
  constructor(list, editor) {
    Object.assign(this, { list, editor, rows: new Map() });
    list.addEventListener("focusin", (event) => this.chosenBy(event));
    list.addEventListener("click", (event) => this.press(event));
    list.addEventListener("input", (event) => event.target.matches(".edit-text") && editor.type(this.placeOf(event.target), event.target.value));
    list.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("paste", (event) => this.paste(event));
  }

  placeOf(part) {
    const id = Number(part.closest("li").dataset.id);
    return this.editor.lines.findIndex((line) => line.id === id);
  }

  draw(lines) {
    const known = this.rows;
    this.rows = new Map(lines.map((line) => [line.id, known.get(line.id) ?? this.build(line)]));
    for (const [id, row] of known) if (!this.rows.has(id)) row.item.remove();
    let before = null;
    lines.forEach((line, at) => {
      const row = this.rows.get(line.id);
      if (!row.item.isConnected || row.item.previousElementSibling !== before) before ? before.after(row.item) : this.list.prepend(row.item);
      before = row.item;
      this.fill(row, line, at);
    });
  }

  build({ id }) {
    const at = make("button", { type: "button", class: "edit-at" });
    const text = this.editor.isReadonly ? make("span", { class: "edit-text" }) : make("textarea", { class: "edit-text", rows: "1", maxlength: "1000", spellcheck: "true" });
    const end = make("span", { class: "edit-end", "aria-hidden": "true" });
    const was = make("button", { type: "button", class: "edit-was", hidden: "" }, icon("rotate-ccw"), make("span"));
    return { item: make("li", { class: "edit-line", "data-id": String(id) }, at, text, end, was), at, text, end, was };
  }

  fill({ item, at, text, end, was }, line, place) {
    const time = line.isTimed ? exact(line.start) : "–:––";
    const isChosen = place === this.editor.chosen;
    at.textContent = time;
    at.setAttribute("aria-label", line.isTimed ? `Hear from ${time}` : "Not timed yet");
    end.textContent = line.isTimed && line.end > line.start ? `– ${exact(line.end)}` : "";
    if (this.editor.isReadonly) text.textContent = line.text;
    else if (text.value !== line.text) text.value = line.text;
    text.setAttribute("aria-label", `Line ${place + 1}`);
    item.toggleAttribute("data-tag", isTag(line));
    item.toggleAttribute("data-chosen", isChosen);
    for (const part of [at, was]) part.tabIndex = isChosen ? 0 : -1;
    if (!this.editor.isReadonly) text.tabIndex = isChosen ? 0 : -1;
    was.hidden = !isMoved(line);
    if (was.hidden) return;
    was.lastChild.textContent = line.own.start === line.start ? `ended ${exact(line.own.end)}` : `was ${exact(line.own.start)}`;
    was.setAttribute("aria-label", `${was.lastChild.textContent}, back to the service's own time`);
    was.disabled = this.editor.isReadonly;
  }

  light(ms) {
    const at = litAt(this.editor.shown, ms);
    const now = at < 0 ? undefined : this.rows.get(this.editor.shown[at].id)?.item;
    if (now === this.lit) return;
    this.lit?.removeAttribute("data-lit");
    now?.setAttribute("data-lit", "");
    this.lit = now;
  }

  chosenBy(event) {
    const at = this.placeOf(event.target);
    if (at >= 0 && at !== this.editor.chosen) this.editor.choose(at);
  }

  press(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const at = this.placeOf(button);
    if (button.matches(".edit-was")) this.editor.reset(at);
    else this.editor.hear(at);
  }

  focus(at, caret) {
    const row = this.rows.get(this.editor.lines[at]?.id);
    if (!row) return;
    const field = this.editor.isReadonly ? row.at : row.text;
    field.focus({ preventScroll: true });
    row.item.scrollIntoView({ block: "nearest" });
    if (caret !== undefined) field.setSelectionRange?.(caret, caret);
  }

  key(event) {
    if (event.isComposing || event.altKey) return;
    const { editor } = this;
    const at = this.placeOf(event.target);
    const field = event.target.matches("textarea") ? event.target : null;
    const caret = field && field.selectionStart === field.selectionEnd ? field.selectionStart : null;
    const isMain = event.ctrlKey || event.metaKey;
    const acts = {
      ArrowUp: () => editor.go(at - 1, caret),
      ArrowDown: () => editor.go(at + 1, caret),
      Enter: () => (isMain ? editor.hear(at) : editor.split(at, field.selectionStart)),
      Backspace: () => !isMain && caret === 0 && at > 0 && editor.merge(at - 1),
      Delete: () => !isMain && caret === field?.value.length && editor.lines[at + 1] && editor.merge(at),
    };
    if (isMain && event.key !== "Enter") return;
    if (!acts[event.key] || (event.key === "Enter" && !field)) return; // a button is pressed as ever
    if (acts[event.key]() !== false) event.preventDefault();
  }

  // Several lines on the clipboard become several lines here.
  paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (!event.target.matches("textarea") || !/\n./.test(text.trim())) return;
    event.preventDefault();
    this.editor.pasteLines(this.placeOf(event.target), text.split(/\r?\n/).map((row) => row.trim()).filter(Boolean));
  }
}

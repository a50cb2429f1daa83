// What can be done to the lines of an editor, one step of its history each; what is heard and seen is the element's.
import { fromRows, merge, moveEnd, moveStart, newLine, setText, split } from "desk/lyric-editor-lines";
import { back, matched } from "desk/lyric-editor-own";

export class EditedSheet extends HTMLElement {
  get lines() {
    return this.history.lines;
  }

  get line() {
    return this.lines[this.chosen];
  }

  change(lines, key) {
    this.history.put(lines, key);
    this.show();
  }

  type(at, text) {
    this.change(setText(this.lines, at, text), `text ${this.lines[at].id}`);
  }

  split(at, caret) {
    this.change(split(this.lines, at, caret));
    this.go(at + 1, 0);
  }

  // The line `at` with the one below it; the caret stands where they met.
  merge(at) {
    const caret = this.lines[at].text.trim().length;
    this.change(merge(this.lines, at));
    this.go(at, caret + (this.lines[at].text.length > caret && caret ? 1 : 0));
  }

  add() {
    const at = this.line ? this.chosen + 1 : 0;
    const start = this.line ? Math.max(this.line.start, this.line.end) : Math.round((this.player?.time ?? 0) * 1000);
    this.change(this.lines.toSpliced(at, 0, newLine({ start, end: start, isTimed: this.line?.isTimed ?? true })));
    this.go(at);
  }

  remove() {
    if (!this.line) return;
    this.change(this.lines.toSpliced(this.chosen, 1));
    this.rows.focus(this.chosen);
  }

  pasteLines(at, texts) {
    const fresh = texts.map((text) => newLine({ text, isTimed: false }));
    const isEmpty = !this.lines[at].text.trim();
    this.change(this.lines.toSpliced(isEmpty ? at : at + 1, isEmpty ? 1 : 0, ...fresh));
    this.go((isEmpty ? at : at + 1) + texts.length - 1);
  }

  moveEdge(side, ms, key) {
    if (!this.offset) this.change((side === "start" ? moveStart : moveEnd)(this.lines, this.chosen, ms), key);
  }

  reset(at) {
    this.change(back(this.lines, at));
    this.go(at);
  }

  resetAll() {
    this.change(matched(fromRows(this.originals), this.originals));
  }

  // Lines from elsewhere, as one step that can be taken back.
  take(rows) {
    this.chosen = 0;
    this.change(matched(fromRows(rows), this.originals));
  }

  undo() {
    if (this.history.undo()) this.show();
  }

  redo() {
    if (this.history.redo()) this.show();
  }
}

// What was done to a sheet, one step after the other, and back again.
const PAUSE_MS = 1500; // a run of small steps with one key, such as typing, is taken back at once

export class History {
  constructor(lines) {
    Object.assign(this, { lines, saved: lines, past: [], future: [] });
  }

  // Steps of a drag are one step however long it takes.
  put(lines, key = "") {
    if (lines === this.lines) return;
    const isMore = key && key === this.key && (key.startsWith("drag") || Date.now() - this.at < PAUSE_MS);
    if (!isMore) this.past.push(this.lines);
    Object.assign(this, { lines, key, at: Date.now(), future: [] });
  }

  undo() {
    return this.go(this.past, this.future);
  }

  redo() {
    return this.go(this.future, this.past);
  }

  go(from, to) {
    if (!from.length) return false;
    to.push(this.lines);
    this.lines = from.pop();
    this.key = "";
    return true;
  }

  get isSaved() {
    return this.lines === this.saved;
  }
}

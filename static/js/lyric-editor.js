// <lyric-editor> round the plain form of a version's lyrics: lines over the wave, tapped along or moved, every step can be taken back.
import { History } from "desk/lyric-editor-history";
import { fromRows, isTag, litAt, merge, moveEnd, moveStart, newLine, setText, shift, split, until } from "desk/lyric-editor-lines";
import { back, matched } from "desk/lyric-editor-own";
import { Panel } from "desk/lyric-editor-panel";
import { Post } from "desk/lyric-editor-post";
import { Rows } from "desk/lyric-editor-rows";
import { Strip } from "desk/lyric-editor-strip";
import { Tapping } from "desk/lyric-editor-tap";

const read = (id) => JSON.parse(document.getElementById(id).textContent);

class LyricEditor extends HTMLElement {
  connectedCallback() {
    if (this.history) return; // only moved
    this.isReadonly = this.hasAttribute("data-readonly");
    this.form = this.querySelector("form.timeline-form");
    this.player = this.querySelector("take-player");
    this.originals = read("editor-original");
    this.history = new History(matched(fromRows(read("editor-lines")), this.originals));
    Object.assign(this, { chosen: 0, offset: 0, offsetFrom: 0 });
    this.querySelectorAll("[data-made-live]").forEach((part) => (part.hidden = false));
    this.setAttribute("data-live", "");
    this.rows = new Rows(this.querySelector(".edit-lines"), this);
    this.strip = new Strip(this.querySelector(".strip"), this);
    if (!this.isReadonly) {
      this.post = new Post(this);
      this.tapping = new Tapping(this.querySelector(".tap-bar"), this);
    }
    this.panel = new Panel(this);
    this.player?.addEventListener("take-time", () => this.tick());
    this.show();
  }

  disconnectedCallback() {
    this.post?.letGo();
    this.panel.letGo();
    cancelAnimationFrame(this.frame);
  }

  get lines() {
    return this.history.lines;
  }

  get line() {
    return this.lines[this.chosen];
  }

  // What is to be seen: the lines as they would be with the offset that is being tried.
  get shown() {
    return this.offset ? shift(this.lines, this.offset, this.offsetFrom) : this.lines;
  }

  change(lines, key) {
    this.history.put(lines, key);
    this.show();
  }

  show() {
    this.chosen = Math.max(0, Math.min(this.chosen, this.lines.length - 1));
    const { shown } = this;
    this.rows.draw(shown);
    this.strip.draw(shown);
    this.panel.draw();
    this.mark();
  }

  choose(at, { isQuiet = false } = {}) {
    this.chosen = at;
    this.show();
    if (this.line?.isTimed) this.strip.bring(this.line.start, Math.max(this.line.end, this.line.start));
    if (isQuiet) this.rows.rows.get(this.line?.id)?.item.scrollIntoView({ block: "nearest" });
  }

  // Every frame while the sound plays, because a line of text must not lag behind it.
  tick() {
    cancelAnimationFrame(this.frame);
    this.mark();
    if (this.player.isPlaying) this.frame = requestAnimationFrame(() => this.tick());
  }

  mark() {
    const ms = (this.player?.time ?? 0) * 1000;
    const isPlaying = Boolean(this.player?.isPlaying);
    if (isPlaying && this.isLooping && this.line?.isTimed && !isTag(this.line)) {
      const { start } = this.shown[this.chosen];
      if (ms >= until(this.shown, this.chosen) || ms < start - 500) return this.player.seek(start / 1000);
    }
    this.rows.light(ms);
    this.strip.at(ms, isPlaying);
    this.panel.at(ms, isPlaying);
    return undefined;
  }

  seek(ms) {
    this.player?.seek(ms / 1000);
    this.mark();
  }

  hear(at) {
    this.choose(at);
    if (!this.player || !this.line.isTimed) return;
    const isHere = this.player.isPlaying && litAt(this.shown, this.player.time * 1000) === at;
    if (isHere) return void this.player.pause();
    this.seek(this.shown[at].start);
    this.player.play();
  }

  go(at, caret) {
    if (!this.lines[at]) return;
    this.choose(at);
    this.rows.focus(at, caret ?? undefined);
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

customElements.define("lyric-editor", LyricEditor);

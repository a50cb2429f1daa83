// Tapping along: the sound plays, and every press of one large button says "this line begins now" and moves on.
import { make } from "desk/icon";
import { isTag, near, put, tap } from "desk/lyric-editor-lines";

const LEAD_MS = 3000;

export class Tapping {
  constructor(bar, editor) {
    Object.assign(this, { bar, editor, at: -1, starts: [] });
    this.button = bar.querySelector("[data-tap]");
    this.words = bar.querySelector("[data-tap-words]");
    this.next = bar.querySelector("[data-tap-next]");
    this.button.addEventListener("pointerdown", (event) => event.button || this.press());
    this.button.addEventListener("click", (event) => event.detail || this.press()); // by a voice or a switch
    this.button.addEventListener("keydown", (event) => this.key(event));
    this.button.addEventListener("keyup", (event) => event.key === " " && event.preventDefault());
    bar.querySelector("[data-tap-back]").addEventListener("click", () => this.back());
    bar.querySelector("[data-tap-end]").addEventListener("click", () => this.end());
    bar.querySelector("[data-tap-done]").addEventListener("click", () => this.stop());
    this.words.addEventListener("change", () => this.aim(this.at));
    this.words.addEventListener("click", (event) => event.detail && this.button.focus()); // the space bar goes on tapping
  }

  get isOn() {
    return !this.bar.hidden;
  }

  // From the chosen line on, with a little of what comes before it.
  begin() {
    const { lines, chosen, player } = this.editor;
    const first = this.sung(Math.max(chosen, 0));
    if (first < 0 || !player) return;
    this.bar.hidden = false;
    this.editor.toggleAttribute("data-tapping", true);
    this.aim(first);
    if (lines[first].isTimed) player.seek(Math.max(0, lines[first].start - LEAD_MS) / 1000);
    player.play();
    this.button.focus();
  }

  stop() {
    this.bar.hidden = true;
    this.editor.toggleAttribute("data-tapping", false);
    this.editor.player.pause();
    this.editor.rows.focus(this.editor.chosen);
  }

  sung(at, step = 1) {
    const { lines } = this.editor;
    while (lines[at] && isTag(lines[at])) at += step;
    return lines[at] ? at : -1;
  }

  // `at` is the line that begins with the next press; behind the last one only its end is left.
  aim(at) {
    const { lines } = this.editor;
    this.at = at;
    this.starts = [];
    const line = lines[at];
    this.editor.choose(line ? at : lines.length - 1, { isQuiet: true });
    this.draw();
    this.next.textContent = line ? lines[this.sung(at + 1)]?.text ?? "then the end of this line" : "";
  }

  draw() {
    const line = this.editor.lines[this.at];
    const words = line?.text.trim().split(/\s+/) ?? [];
    const place = this.starts.length;
    this.button.querySelector("small").textContent = !line ? "Press where it ends" : this.words.checked ? "Press as this word begins" : "Press as this line begins";
    const text = !line ? ["The last line"] : !this.words.checked ? [line.text] : [`${words.slice(0, place).join(" ")} `, make("mark", {}, words[place] ?? ""), ` ${words.slice(place + 1).join(" ")}`];
    this.button.querySelector("b").replaceChildren(...text);
  }

  press() {
    const { editor } = this;
    const ms = editor.player.time * 1000;
    if (!editor.player.isPlaying) return void editor.player.play(); // the first press goes on, it is no line
    if (this.at < 0) return this.end();
    if (!this.starts.length) editor.change(tap(editor.lines, this.at, ms), `drag tap ${editor.lines[this.at].id} ${this.words.checked ? "" : ms}`);
    if (this.words.checked && !this.word(Math.round(ms))) return this.draw();
    return this.aim(this.sung(this.at + 1));
  }

  // True when the line has all its words.
  word(ms) {
    const { editor } = this;
    const words = editor.lines[this.at].text.trim().split(/\s+/);
    this.starts.push(ms);
    if (this.starts.length < words.length) return false;
    const timed = words.map((text, place) => ({ text, start_ms: this.starts[place] }));
    const { start, end: known } = editor.lines[this.at];
    const end = known > start ? Math.max(known, ms) : start; // open until the next line begins
    editor.change(put(editor.lines, this.at, { words: timed, end }), `drag tap ${editor.lines[this.at].id} `);
    return true;
  }

  // The line that is being sung ends now, before the next one begins.
  end() {
    const { editor } = this;
    const running = near(editor.lines, this.at < 0 ? editor.lines.length : this.at, -1);
    const now = Math.round(editor.player.time * 1000);
    if (running >= 0 && now > editor.lines[running].start) editor.change(put(editor.lines, running, { end: now }));
    if (this.at < 0) return this.stop();
    return this.button.focus();
  }

  // One line up, to be heard and tapped again.
  back() {
    const up = this.sung((this.at < 0 ? this.editor.lines.length : this.at) - 1, -1);
    if (up < 0) return;
    this.aim(up);
    this.editor.player.seek(Math.max(0, this.editor.lines[up].start - LEAD_MS) / 1000);
    this.editor.player.play();
    this.button.focus();
  }

  key(event) {
    const acts = { " ": () => this.press(), Enter: () => this.press(), e: () => this.end(), Backspace: () => this.back(), ArrowUp: () => this.back(), Escape: () => this.stop() };
    if (!acts[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (!event.repeat) acts[event.key]();
  }
}

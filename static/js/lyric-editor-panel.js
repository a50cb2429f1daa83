// The buttons and fields round the lines: play, loop, undo, the chosen line's times, an offset that is heard before it counts.
import { setIcon } from "desk/icon";
import { shift } from "desk/lyric-editor-lines";
import { exact, readExact, stepOf } from "desk/lyric-editor-time";

export class Panel {
  constructor(editor) {
    this.editor = editor;
    this.find = (name) => editor.querySelector(name);
    editor.addEventListener("click", (event) => this.press(event.target.closest("[data-do]")));
    // on the document, because a button that has just become of no use has lost the focus
    document.addEventListener("keydown", (event) => this.key(event), { signal: editor.life.signal });
    if (editor.isReadonly) return;
    for (const side of ["start", "end"]) this.time(side, this.find(`[data-time=${side}]`));
    this.offset = this.find("[data-offset]");
    this.offset.addEventListener("input", () => this.preview());
    this.find("[data-offset-from]").addEventListener("change", () => this.preview());
  }

  press(button) {
    if (!button || button.disabled) return;
    const { editor } = this;
    const acts = {
      play: () => (editor.player.isPlaying ? editor.player.pause() : editor.player.play()),
      loop: () => this.loop(),
      undo: () => editor.undo(),
      redo: () => editor.redo(),
      in: () => editor.strip.setZoom(1),
      out: () => editor.strip.setZoom(-1),
      tap: () => editor.tapping.begin(),
      split: () => this.split(),
      merge: () => editor.lines[editor.chosen + 1] && editor.merge(editor.chosen),
      add: () => editor.add(),
      remove: () => editor.remove(),
      reset: () => editor.resetAll(),
      shift: () => this.shift(),
      import: () => editor.post.file.click(),
      save: () => editor.post.save(),
      theirs: () => editor.post.theirs(),
      mine: () => editor.post.mine(),
    };
    acts[button.dataset.do]?.();
  }

  // Keys with Ctrl or Cmd act everywhere; the space bar only where nothing else takes it.
  key(event) {
    const isMain = event.ctrlKey || event.metaKey;
    const { key, target, shiftKey } = event;
    const act = { z: shiftKey ? "redo" : "undo", y: "redo", s: "save" }[key.toLowerCase()];
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (isMain && act && !event.altKey && !this.editor.isReadonly) {
      event.preventDefault();
      this.press({ dataset: { do: act } });
    }
    if (key === " " && !isMain && this.editor.dataset.keys === "on" && !target.closest("input, textarea, select, button, a, summary")) {
      event.preventDefault();
      this.press(this.find("[data-do=play]"));
    }
  }

  time(side, field) {
    const { editor } = this;
    const set = (ms, key) => editor.moveEdge(side, ms, key);
    field.addEventListener("change", () => {
      const ms = readExact(field.value);
      if (ms !== null) set(ms);
      this.draw(true);
    });
    field.addEventListener("keydown", (event) => {
      const step = stepOf(event, false);
      if (step === null || !editor.line) return;
      event.preventDefault();
      set(editor.strip.valueOf(side) + step, `${side} ${editor.line.id}`);
      this.draw(true);
    });
  }

  draw(isForced = false) {
    const { editor } = this;
    this.enable();
    if (editor.isReadonly) return;
    const { line, history, chosen, shown } = editor;
    this.find("[data-which]").textContent = line ? `Line ${chosen + 1} of ${shown.length}` : "No lines yet";
    for (const side of ["start", "end"]) {
      const field = this.find(`[data-time=${side}]`);
      field.disabled = !line;
      if (isForced || field !== document.activeElement) field.value = line?.isTimed ? exact(editor.strip.valueOf(side)) : "";
    }
    this.find("[data-state]").textContent = history.isSaved ? "Saved" : "Not saved yet";
    this.find(".edit-none").hidden = shown.length > 0;
  }

  enable() {
    const { history, lines, chosen, line, offset, player, originals } = this.editor;
    const can = {
      play: player, loop: player && line, tap: player && line, undo: history.past.length, redo: history.future.length, split: line, merge: lines[chosen + 1],
      remove: line, reset: originals.length, shift: offset, save: !history.isSaved && !this.editor.post?.isSaving,
    };
    for (const [name, may] of Object.entries(can)) {
      for (const button of this.editor.querySelectorAll(`[data-do=${name}]`)) button.disabled = !may;
    }
  }

  at(ms, isPlaying) {
    const button = this.find("[data-do=play]");
    this.find("[data-now]").textContent = exact(ms);
    if (button.ariaPressed === String(isPlaying)) return;
    button.ariaPressed = String(isPlaying);
    setIcon(button, isPlaying ? "pause" : "play");
  }

  loop() {
    this.editor.isLooping = !this.editor.isLooping;
    this.find("[data-do=loop]").setAttribute("aria-pressed", String(this.editor.isLooping));
    if (this.editor.isLooping && this.editor.line.isTimed) this.editor.seek(this.editor.line.start);
  }

  // Where the caret was, also when the button was pressed with a mouse; else in the middle, between words.
  split() {
    const { editor } = this;
    const { value, selectionStart } = editor.rows.rows.get(editor.line.id).text;
    const isInside = selectionStart > 0 && selectionStart < value.length;
    editor.split(editor.chosen, isInside ? selectionStart : Math.max(0, value.indexOf(" ", value.length / 2)) || value.length);
  }

  preview() {
    this.editor.offset = Math.round(Number(this.offset.value)) || 0;
    this.editor.offsetFrom = this.find("[data-offset-from]").checked ? this.editor.chosen : 0;
    this.editor.toggleAttribute("data-preview", this.editor.offset !== 0);
    this.editor.show();
  }

  shift() {
    const { lines, offset, offsetFrom } = this.editor;
    this.offset.value = "";
    this.preview();
    this.editor.change(shift(lines, offset, offsetFrom));
    this.offset.focus();
  }
}

// What an editor says to the server: save, read a file, and what to do when somebody else was faster.
import { toRows } from "desk/lyric-editor-lines";

const AWAY = "The desk could not be reached. Everything is still here; try again in a moment.";
const SIGNED_OUT = "You are signed out. Everything is still here: export or copy what you need before you sign in again.";

export class Post {
  constructor(editor) {
    this.editor = editor;
    this.based = Number(editor.form.elements.based_on.value);
    this.box = editor.querySelector("[data-said]");
    this.file = editor.querySelector("[data-file]");
    this.file.addEventListener("change", () => this.import());
    const guard = (event) => !editor.history.isSaved && event.preventDefault();
    addEventListener("beforeunload", guard, { signal: editor.life.signal });
  }

  // {status, ...what the server said}; status 0 when it was not reached.
  async send(address, fields) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.editor.form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
      const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (!isOurs) return { status: 0, error: answer.redirected || answer.status === 403 ? SIGNED_OUT : AWAY };
      return { status: answer.status, ...(await answer.json()) };
    } catch {
      return { status: 0, error: AWAY };
    }
  }

  async save() {
    const { lines, history, dataset } = this.editor;
    if (history.isSaved || this.isSaving) return;
    this.isSaving = true;
    this.editor.show();
    const answer = await this.send(dataset.save, { based_on: this.based, sheet: JSON.stringify(toRows(lines)) });
    this.isSaving = false;
    this.conflict = answer.status === 409 ? answer : null;
    if (answer.status === 200) {
      this.build(answer.number);
      history.saved = lines; // what was typed meanwhile is still to be saved
    }
    this.say(answer.error ?? "");
    this.editor.show();
  }

  build(number) {
    this.based = number;
    this.editor.form.elements.based_on.value = number;
  }

  async import() {
    const [file] = this.file.files;
    if (!file) return;
    const answer = await this.send(this.editor.dataset.read, { based_on: 0, file });
    this.file.value = "";
    if (answer.status !== 200) return this.say(answer.error);
    this.editor.take(answer.lines);
    return this.say(`${answer.lines.length} lines of ${file.name} are in the editor. Save them, or undo.`, "info");
  }

  // Their lines come as a step that can be taken back like any other.
  theirs() {
    this.build(this.conflict.number);
    this.say("");
    this.editor.take(this.conflict.lines);
    this.editor.history.saved = this.editor.lines;
    this.editor.show();
  }

  mine() {
    this.build(this.conflict.number);
    this.save();
  }

  say(text, level = "error") {
    this.box.hidden = !text;
    this.box.dataset.level = level;
    this.box.querySelector("p").textContent = text;
    this.box.querySelector(".button-row").hidden = !(text && this.conflict && level === "error");
  }
}

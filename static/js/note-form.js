// <note-form> round the form of a new note: takes the moment from the deck when somebody begins to write, and
// sends this and the forms of all threads without leaving the page, so the music goes on.
// Other parts ask for a note with the event "note-at" on document: detail {take, ms, untilMs, line}.
import { moment } from "desk/clock";
import { make } from "desk/icon";
import { offerNames } from "desk/note-names";

const AWAY = "The desk could not be reached. Your words are still here; try again in a moment.";

class NoteForm extends HTMLElement {
  connectedCallback() {
    if (this.form) return; // only moved
    this.form = this.querySelector("form");
    this.room = this.closest("section") ?? this;
    this.form.elements.text.addEventListener("input", () => this.takeMoment());
    for (const name of ["at", "until", "about"]) this.form.elements[name].addEventListener("input", () => (this.isOwn = true));
    this.onAsked = ({ detail }) => this.begin(detail);
    document.addEventListener("note-at", this.onAsked);
    this.room.addEventListener("submit", (event) => this.send(event));
    this.room.addEventListener("click", (event) => this.opened(event.target.closest(".thread-more > summary")));
    offerNames(this.room);
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || document.removeEventListener("note-at", this.onAsked));
  }

  // Only into an untouched form: what somebody typed or cleared stays.
  takeMoment() {
    if (this.isOwn) return;
    this.isOwn = true;
    const player = document.querySelector("remix-deck")?.active;
    if (!player || player.time < 0.05) return;
    this.fill({ take: player.dataset.take, ms: player.time * 1000 });
  }

  begin(detail) {
    this.isOwn = true;
    this.fill(detail);
    this.form.elements.text.focus({ preventScroll: true });
    this.form.scrollIntoView({ block: "center" });
  }

  fill({ take, ms, untilMs, line = "" }) {
    const { about, at, until } = this.form.elements;
    const label = `Version ${take}`;
    const option = [...about.options].find(({ text }) => text === label);
    const isHere = option || take === "0"; // else it is a version of another remix, heard beside this one
    at.value = isHere && ms !== undefined ? moment(ms) : "";
    until.value = isHere && untilMs !== undefined ? moment(untilMs) : "";
    this.form.elements.line.value = line;
    about.value = option?.value ?? "";
    this.quote(line);
  }

  // Whoever opens an answer or an edit wants to write it; a refresh that opens it again does not.
  opened(summary) {
    if (!summary || summary.parentElement.open) return;
    setTimeout(() => summary.parentElement.querySelector("textarea").focus());
  }

  // The line a note is about is told above its words.
  quote(line) {
    const quote = this.form.querySelector(".note-quote");
    quote.hidden = !line;
    quote.querySelector("q").textContent = line;
  }

  async send(event) {
    event.preventDefault();
    const form = event.target;
    if (form.hasAttribute("data-sent")) return;
    form.setAttribute("data-sent", "");
    const problem = await this.post(form);
    form.removeAttribute("data-sent");
    form.querySelector(".note-problem")?.remove();
    if (problem) return form.append(make("p", { class: "field-errors note-problem", role: "alert" }, problem));
    form.reset();
    if (form === this.form) this.done();
    const more = form.closest("details.thread-more");
    if (more) more.open = false;
    if (more?.contains(document.activeElement)) more.querySelector("summary").focus();
    document.dispatchEvent(new CustomEvent("note-sent"));
    return undefined;
  }

  async post(form) {
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      if (answer.redirected || answer.status === 403) return "You are signed out. Copy your words, then sign in again.";
      const said = await answer.json();
      if (said.said) document.getElementById("announcer").textContent = said.said;
      return said.error ?? "";
    } catch {
      return AWAY;
    }
  }

  done() {
    this.isOwn = false;
    this.quote("");
  }
}

customElements.define("note-form", NoteForm);

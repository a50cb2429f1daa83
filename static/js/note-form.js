// <note-form> round the form of a new note: takes the moment from the deck when somebody begins to write.
// Other parts ask for a note with the event "note-at" on document: detail {take, ms, untilMs, line}.
import { moment } from "desk/clock";

class NoteForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.elements.text.addEventListener("input", () => this.takeMoment());
    this.form.elements.at.addEventListener("input", () => (this.isOwn = true));
    this.onAsked = ({ detail }) => this.begin(detail);
    document.addEventListener("note-at", this.onAsked);
  }

  disconnectedCallback() {
    document.removeEventListener("note-at", this.onAsked);
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
    this.form.elements.text.focus();
    this.form.scrollIntoView({ block: "center" });
  }

  fill({ take, ms, untilMs, line = "" }) {
    const { about, at, until } = this.form.elements;
    at.value = ms === undefined ? "" : moment(ms);
    until.value = untilMs === undefined ? "" : moment(untilMs);
    this.form.elements.line.value = line;
    const label = `Version ${take}`;
    const option = [...about.options].find(({ text }) => text === label);
    about.value = option?.value ?? "";
  }
}

customElements.define("note-form", NoteForm);

// <source-picker data-url> round the form of a remix: the player follows the chosen song, and its place fills the range.
import { clock } from "desk/clock";

const NOBODY = "00000000-0000-0000-0000-000000000000";

class SourcePicker extends HTMLElement {
  connectedCallback() {
    this.place = this.querySelector("[data-source]");
    this.marks = this.querySelector("[data-marks]");
    this.addEventListener("change", ({ target }) => target.matches("[data-sources]") && this.show(target.value));
    this.marks.addEventListener("click", ({ target }) => this.mark(target.closest("[data-mark]")?.dataset.mark));
    this.offer();
  }

  get player() {
    return this.querySelector("take-player");
  }

  offer() {
    this.marks.hidden = !this.player;
  }

  async show(id) {
    this.chosen = id;
    this.player?.pause();
    const take = id && (await this.fetch(id));
    if (this.chosen !== id) return; // somebody chose again in the meantime
    this.place.replaceChildren(...(take ? [take] : []));
    this.offer();
  }

  async fetch(id) {
    const answer = await fetch(this.dataset.url.replace(NOBODY, id)).catch(() => null);
    if (!answer?.ok) return null;
    const box = document.createElement("template");
    box.innerHTML = await answer.text();
    const take = box.content.querySelector("take-player");
    return take && document.importNode(take, true);
  }

  mark(field) {
    if (!field || !this.player) return;
    const { time } = this.player;
    const tenths = Math.floor((time % 1) * 10);
    document.getElementById(field).value = clock(time) + (tenths ? `.${tenths}` : "");
  }
}

customElements.define("source-picker", SourcePicker);

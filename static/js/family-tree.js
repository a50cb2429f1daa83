// <family-tree>: plays any sound of the tree right there, one at a time; without script the links open the files.
import { setIcon } from "desk/icon";

class FamilyTree extends HTMLElement {
  connectedCallback() {
    this.audio ??= new Audio();
    this.addEventListener("click", (event) => this.press(event));
    for (const name of ["play", "pause", "ended", "error"]) this.audio.addEventListener(name, () => this.show());
    this.onOther = () => this.audio.pause(); // a player of the deck was started
    document.addEventListener("take-play", this.onOther);
  }

  disconnectedCallback() {
    this.audio.pause();
    document.removeEventListener("take-play", this.onOther);
  }

  press(event) {
    const link = event.target.closest("[data-play]");
    if (!link || event.ctrlKey || event.metaKey || event.button) return;
    event.preventDefault();
    if (this.link === link && !this.audio.paused) return this.audio.pause();
    if (this.link !== link) this.audio.src = link.href;
    this.link = link;
    document.querySelectorAll("take-player").forEach((player) => player.pause());
    document.querySelector("play-bar")?.remove();
    this.audio.play().catch(() => undefined); // the link still opens the file
  }

  show() {
    for (const link of this.querySelectorAll("[data-play]")) {
      const isPlaying = link === this.link && !this.audio.paused;
      setIcon(link, isPlaying ? "pause" : "play");
      link.toggleAttribute("data-playing", isPlaying);
      link.setAttribute("aria-label", link.getAttribute("aria-label").replace(/^(Play|Pause)/, isPlaying ? "Pause" : "Play"));
    }
  }
}

customElements.define("family-tree", FamilyTree);

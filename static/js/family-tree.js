// <family-tree>: plays any sound of the tree right there, one at a time; without script the links open the files.
import { setIcon } from "desk/icon";
import { close } from "desk/sound-out";

class FamilyTree extends HTMLElement {
  connectedCallback() {
    if (this.audio) return; // only moved
    this.audio = new Audio();
    this.page = location.href;
    this.life = new AbortController();
    const { signal } = this.life;
    this.addEventListener("click", (event) => this.press(event));
    for (const name of ["play", "pause", "ended", "error"]) this.audio.addEventListener(name, () => this.show(), { signal });
    document.addEventListener("take-play", () => this.audio.pause(), { signal }); // a player of the deck was started
  }

  disconnectedCallback() {
    this.life.abort();
    if (!this.audio.isConnected) close(this.audio); // else it plays on in the bar
  }

  get sounding() {
    const { audio, link, page } = this;
    if (audio.paused) return null;
    const title = link.getAttribute("aria-label").replace(/^(Play|Pause) /, "");
    return { audio, src: audio.src, duration: audio.duration, title, page };
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

// <remix-deck> round <take-player>s: one plays at a time, a switch keeps the place, keys and transport for all.
import { Dock } from "desk/deck-dock";
import { listenForKeys } from "desk/deck-keys";

const VOLUME = "remixdesk.volume";

class RemixDeck extends HTMLElement {
  connectedCallback() {
    this.volume = Number(localStorage.getItem(VOLUME) ?? 1);
    this.setAttribute("data-live", "");
    this.dock ??= new Dock(this);
    this.append(this.dock.element);
    this.letGo = listenForKeys(this);
    this.addEventListener("take-touch", (event) => this.activate(event.target));
    this.addEventListener("take-play", (event) => this.plays(event.target));
    this.addEventListener("take-time", (event) => event.target === this.active && this.show());
    this.addEventListener("lyric-seek", ({ detail }) => this.jump(detail.take, detail.ms / 1000));
    this.watcher = new MutationObserver(() => this.refresh());
    this.watcher.observe(this, { childList: true, subtree: true, attributeFilter: ["data-live"] });
    this.refresh();
  }

  disconnectedCallback() {
    this.letGo();
    this.watcher.disconnect();
    cancelAnimationFrame(this.frame);
  }

  get players() {
    return [...this.querySelectorAll("take-player[data-live]")];
  }

  // Players may come later (a version arrives) or be exchanged (its file was saved).
  refresh() {
    const { players } = this;
    const known = players.map((player) => `${player.dataset.take}${player.dataset.label}`).join();
    if (known === this.known && this.active?.isConnected) return;
    this.known = known;
    this.dock.element.hidden = players.length < 2; // one sound has its own controls
    this.dock.list(players);
    for (const player of players) player.audio.volume = this.volume;
    const again = players.find((player) => player.dataset.take === this.active?.dataset.take);
    const next = again ?? players.find((player) => player.dataset.take !== "0") ?? players[0];
    if (next && this.place) next.seek(this.place);
    this.mark(next);
  }

  // Makes a take the one that keys and transport mean; hands over place and play.
  activate(player) {
    const before = this.active;
    if (!player || player === before) return;
    const wasPlaying = before?.isPlaying;
    before?.pause();
    if (before && before.time < player.duration) player.seek(before.time);
    this.mark(player);
    if (wasPlaying) player.play();
  }

  mark(player) {
    this.active = player;
    for (const part of this.querySelectorAll(".take, lyric-timeline, .lyrics-pair > *")) {
      part.toggleAttribute("data-active", Boolean(player) && part.dataset.take === player.dataset.take);
    }
    this.show();
  }

  plays(player) {
    for (const other of this.players) {
      if (other !== player) other.pause();
      if (!navigator.connection?.saveData) other.audio.preload = "auto"; // a switch should not wait
    }
    if (player !== this.active) this.mark(player);
    this.announceMedia(player);
    cancelAnimationFrame(this.frame);
    const follow = () => {
      this.show();
      if (player.isPlaying) this.frame = requestAnimationFrame(follow);
    };
    follow();
  }

  show() {
    this.dock.show(this.active);
    if (!this.active) return;
    const { time, isPlaying, wave, dataset } = this.active;
    this.place = time;
    wave?.progress(time);
    this.dispatchEvent(new CustomEvent("deck-time", { detail: { take: dataset.take, ms: time * 1000, isPlaying } }));
  }

  toggle() {
    this.active?.toggle();
  }

  nudge(seconds) {
    this.active?.seek(this.active.time + seconds);
  }

  choose(take) {
    this.activate(this.players.find((player) => player.dataset.take === take));
  }

  jump(take, second) {
    this.choose(take);
    if (this.active?.dataset.take === take) this.active.seek(second);
  }

  setVolume(volume) {
    this.volume = volume;
    localStorage.setItem(VOLUME, String(volume));
    for (const player of this.players) player.audio.volume = volume;
  }

  help() {
    this.querySelector("[data-keys-help]")?.showModal();
  }

  announceMedia(player) {
    const session = navigator.mediaSession;
    if (!session) return;
    session.metadata = new MediaMetadata({ title: `${this.dataset.title || "Remix"} – ${player.dataset.label}`, artist: "Remixdesk" });
    session.setActionHandler("play", () => player.play());
    session.setActionHandler("pause", () => player.pause());
    session.setActionHandler("seekbackward", () => this.nudge(-5));
    session.setActionHandler("seekforward", () => this.nudge(5));
    session.setActionHandler("seekto", ({ seekTime }) => player.seek(seekTime));
  }
}

customElements.define("remix-deck", RemixDeck);

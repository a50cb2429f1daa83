// <remix-deck> round <take-player>s: lanes on one axis of time, one heard at a time, a switch keeps the place.
import { Dock } from "desk/deck-dock";
import { listenForKeys } from "desk/deck-keys";
import { Lines } from "desk/deck-lines";
import { Loop } from "desk/deck-loop";
import { Mixer } from "desk/deck-mixer";
import { Pins } from "desk/deck-pins";
import { View } from "desk/deck-view";
import { Loudness } from "desk/loudness";
import { announce, withdraw } from "desk/media-keys";

const VOLUME = "remixdesk.volume";

class RemixDeck extends HTMLElement {
  connectedCallback() {
    this.setAttribute("data-live", "");
    this.stage = this.querySelector(".takes");
    this.place ??= 0;
    this.rate ??= 1;
    this.mixer ??= new Mixer(Number(localStorage.getItem(VOLUME) ?? 1));
    this.loudness ??= new Loudness(this);
    this.lines ??= new Lines(this);
    this.loop ??= new Loop(this);
    this.view ??= new View(this);
    this.dock ??= new Dock(this);
    this.pins ??= new Pins(this);
    this.stage.prepend(this.dock.tools, this.view.ruler);
    this.stage.append(this.view.scroller);
    this.append(this.dock.element);
    this.life = new AbortController();
    listenForKeys(this, this.life);
    this.pins.listen(this.life);
    this.addEventListener("take-play", (event) => this.plays(event.target));
    this.addEventListener("take-time", (event) => event.target === this.active && this.show());
    this.addEventListener("lyric-seek", ({ detail }) => this.jump(detail.take, detail.ms / 1000));
    this.addEventListener("lyric-loop", ({ detail }) => this.lines.loop(detail));
    this.stage.addEventListener("wheel", (event) => this.view.wheel(event), { passive: false });
    this.watcher = new MutationObserver(() => this.refresh());
    this.watcher.observe(this, { childList: true, subtree: true, attributeFilter: ["data-live"] });
    this.refresh();
  }

  disconnectedCallback() {
    this.life.abort();
    withdraw(this);
    this.watcher.disconnect();
    this.view.sizes.disconnect();
    this.loop.rest();
    cancelAnimationFrame(this.frame);
  }

  get isBlind() {
    return this.hasAttribute("data-blind");
  }

  get players() {
    return [...this.querySelectorAll("take-player[data-live]")];
  }

  get isPlaying() {
    return Boolean(this.active?.isPlaying || this.mixer.coming);
  }

  // Players may come later (a version arrives) or be exchanged (its file was saved).
  refresh() {
    const { players } = this;
    const known = players.map((player) => `${player.dataset.label} ${player.src}`).join();
    if (known === this.known && this.active?.isConnected) return;
    this.known = known;
    this.dock.list(players);
    this.loudness.apply();
    this.view.setLength(Math.max(0, ...players.map(({ duration }) => duration)));
    const again = players.find((player) => player.dataset.take === this.active?.dataset.take);
    const carried = players.find((player) => player.isCarried);
    const next = carried ?? again ?? players.find((player) => player.dataset.take !== "0") ?? players[0];
    if (next && this.place) next.seek(this.place);
    this.mark(next);
    this.pins.draw();
    for (const player of players) player.look();
    if (carried) this.takeOver(carried);
  }

  // Its sound came from another page and goes on as it is.
  takeOver(player) {
    player.isCarried = false;
    this.rate = player.audio.playbackRate;
    this.dock.showRate(this.rate);
    this.mixer.open(player.audio);
    this.mixer.solo(player.audio);
    if (player.isPlaying) this.plays(player);
  }

  mark(player) {
    this.active = player;
    for (const part of this.querySelectorAll(".take, lyric-timeline, .lyrics-pair > [data-take]")) {
      part.toggleAttribute("data-active", Boolean(player) && part.dataset.take === player.dataset.take);
    }
    for (const one of this.players) one.wave?.draw(); // its height is another
    this.show();
  }

  // Makes a take the one that is meant; the place stays, and the sound goes over when something plays.
  activate(player) {
    const before = this.active;
    if (!player || player === before) return;
    const wasPlaying = this.isPlaying;
    this.mark(player);
    if (wasPlaying) return void this.mixer.cross(player.audio);
    if (this.place < player.duration) player.seek(this.place);
  }

  press(player) {
    if (player === this.active) return this.toggle();
    this.activate(player);
    if (!this.isPlaying) this.play();
  }

  touch(player, second) {
    this.activate(player);
    this.seek(second);
  }

  play() {
    if (!this.active) return;
    this.mixer.open(this.active.audio);
    this.active.audio.playbackRate = this.rate;
    this.active.play();
  }

  toggle() {
    if (!this.isPlaying) return this.play();
    this.mixer.giveUp();
    for (const player of this.players) player.pause();
  }

  plays(player) {
    if (this.mixer.coming !== player.audio) this.mixer.solo(player.audio);
    for (const other of this.players) {
      if (!navigator.connection?.saveData) other.audio.preload = "auto"; // a switch should not wait
    }
    if (player !== this.active && !this.mixer.coming) this.mark(player);
    announce(this, `${this.dataset.title || "Remix"} – ${this.active.dataset.label}`);
    cancelAnimationFrame(this.frame);
    const follow = () => {
      this.show();
      if (this.isPlaying) this.frame = requestAnimationFrame(follow);
    };
    follow();
  }

  show() {
    const { active } = this;
    this.dock.show(active);
    if (!active) return;
    this.place = active.time;
    if (this.isBlind && active.isPlaying && this.place >= active.duration) return this.toggle(); // all end alike
    this.loop.watch();
    this.view.keepInView(this.place);
    this.stage.style.setProperty("--at", `${((this.place - this.view.from) / this.view.span) * 100}%`);
    const detail = { take: active.dataset.take, ms: this.place * 1000, isPlaying: active.isPlaying };
    this.dispatchEvent(new CustomEvent("deck-time", { detail }));
  }

  seek(second, round) {
    if (this.mixer.coming) this.mixer.solo(this.active.audio);
    this.active?.seek(second, round);
  }

  nudge(seconds) {
    this.seek(this.place + seconds);
  }

  choose(take) {
    this.activate(this.players.find((player) => player.dataset.take === take));
  }

  jump(take, second) {
    this.choose(take);
    if (this.active?.dataset.take === take) this.seek(second, Math.ceil);
  }

  setRate(rate) {
    this.rate = rate;
    for (const { audio } of this.players) audio.playbackRate = rate;
    this.loop.watch();
  }

  setVolume(volume) {
    localStorage.setItem(VOLUME, String(volume));
    this.mixer.setVolume(volume);
  }

  help() {
    this.querySelector("[data-keys-help]")?.showModal();
  }
}

customElements.define("remix-deck", RemixDeck);

// <take-player> round one <audio>: a wave to seek in, play and clock; alone, or as a lane of a deck that decides.
import { clock } from "desk/clock";
import { icon, make, setIcon } from "desk/icon";
import { reachable } from "desk/mp3-place";
import { claim } from "desk/play-bar";
import { SeekBar } from "desk/seek-bar";
import { close } from "desk/sound-out";

class TakePlayer extends HTMLElement {
  connectedCallback() {
    if (this.audio) return; // only moved
    this.isCarried = claim(this.querySelector("audio")); // it may play already, from a page before
    this.audio = this.querySelector("audio");
    this.page = location.href;
    this.parts = [...this.querySelectorAll(".section-part")].map(({ dataset: { from, to, hue, name } }) => ({ from: Number(from), to: Number(to), hue, name }));
    this.build();
    this.life = new AbortController();
    const { signal } = this.life;
    for (const name of ["play", "pause", "ended", "timeupdate", "seeking", "durationchange"]) {
      this.audio.addEventListener(name, () => this.show(), { signal });
    }
    this.audio.addEventListener("play", () => this.say("take-play"), { signal });
    this.audio.addEventListener("error", () => this.fail(), { capture: true, signal }); // of the <source> too, which does not bubble
    document.addEventListener("theme-change", () => this.wave?.recolour(), { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.wave?.recolour(), { signal });
    this.drawWhenSeen();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.life.abort();
      this.wave?.destroy();
      if (this.contains(this.audio)) close(this.audio); // else it plays on elsewhere
    });
  }

  get deck() {
    const deck = this.closest("remix-deck");
    return deck?.view ? deck : null;
  }

  build() {
    this.lane = this.querySelector(".take-lane");
    this.face = this.querySelector(".take-wave");
    this.button = make("button", { type: "button", class: "take-play", "data-made": "" }, icon("play"));
    this.button.addEventListener("click", () => (this.deck ? this.deck.press(this) : this.toggle()));
    this.querySelector(".take-head").prepend(this.button);
    this.at = make("span", {}, "0:00");
    this.end = make("span", {}, clock(this.duration));
    this.lane.after(make("div", { class: "take-clock", "data-made": "" }, this.at, this.end));
    this.lane.append(make("span", { class: "take-now", "data-made": "" }));
    this.audio.controls = false;
    this.audio.hidden = true;
    this.setAttribute("data-live", "");
    this.bar = new SeekBar(this.face, `Seek in ${this.dataset.label}`, this.touchable());
    this.show();
  }

  // What a person's hand moves: in a deck, the deck hears of it first.
  touchable() {
    const player = this;
    return {
      get time() { return player.time; },
      get duration() { return player.duration; },
      get view() { return player.view; },
      seek: (second) => (player.deck ? player.deck.touch(player, second) : player.seek(second)),
      told: (second) => player.deck?.lines.told(player, second),
      line: (second) => player.deck?.lines.at(player.dataset.take, second)?.text,
      mark: (from, to) => player.deck?.loop.set(from, to),
    };
  }

  drawWhenSeen() {
    const peaks = (this.dataset.peaks || "").split(",").filter(Boolean).map(Number);
    if (!peaks.length || !this.duration) return;
    const seen = new IntersectionObserver(async ([entry]) => {
      if (!entry.isIntersecting) return;
      seen.disconnect();
      const { Wave } = await import("desk/wave");
      this.wave = new Wave(this.face, { peaks, duration: this.duration, fineUrl: this.dataset.wave, parts: this.parts });
      this.look();
      this.wave.draw();
      this.setAttribute("data-drawn", "");
      this.show();
    });
    seen.observe(this);
  }

  // The stretch of time that its width stands for.
  get view() {
    return this.deck?.view ?? { from: 0, span: this.duration };
  }

  look() {
    this.style.setProperty("--long", String(this.duration || 1));
    if (this.deck) this.style.removeProperty("--at"); // the deck's is for all its lanes
    this.wave?.look(this.view.from, this.view.span);
  }

  // A blind listener must not tell takes by their length, so there the server's word counts.
  get duration() {
    const told = Number(this.dataset.duration || 0);
    if (told && this.closest("[data-blind]")) return told;
    return Number.isFinite(this.audio.duration) ? this.audio.duration : told;
  }

  get time() {
    return this.audio.currentTime;
  }

  get isPlaying() {
    return !this.audio.paused;
  }

  get src() {
    return this.audio.querySelector("source")?.src || this.audio.src;
  }

  get sounding() {
    const { audio, src, duration, page, deck } = this;
    if (!this.isPlaying || (deck && deck.active !== this)) return null;
    const title = `${deck?.dataset.title ?? this.dataset.title ?? "Remix"} – ${this.dataset.label}`;
    return { audio, src, duration, page, title };
  }

  play() {
    this.problem?.remove();
    return this.audio.play().catch(() => undefined); // the error event says why
  }

  pause() {
    this.audio.pause();
  }

  toggle() {
    return this.isPlaying ? this.pause() : this.play();
  }

  seek(second, round) {
    const end = this.duration;
    this.audio.currentTime = Math.max(0, reachable(this.audio, Math.min(second, end ? end - 0.05 : second), round));
    this.show();
  }

  show() {
    const { isPlaying, time } = this;
    this.button.setAttribute("aria-label", `${isPlaying ? "Pause" : "Play"} ${this.dataset.label}`);
    setIcon(this.button, isPlaying ? "pause" : "play");
    this.at.textContent = clock(time);
    this.end.textContent = clock(this.duration);
    this.bar?.show();
    if (!this.deck) this.style.setProperty("--at", `${(100 * time) / (this.duration || 1)}%`);
    this.say("take-time");
  }

  // What the deck says about its loudness.
  tell(words) {
    this.gain ??= this.querySelector(".take-name p").appendChild(make("span", { class: "take-gain", "data-made": "" }));
    this.gain.textContent = words;
  }

  fail() {
    this.problem?.remove();
    this.problem = make("p", { class: "take-problem", role: "alert", "data-made": "" }, "This sound could not be played. Try again, or download it.");
    this.querySelector(".take-sound").append(this.problem);
    this.show();
  }

  say(name) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { take: this.dataset.take } }));
  }
}

customElements.define("take-player", TakePlayer);

// <take-player> round one <audio>: a wave to seek in, play and clock; plays on its own, a deck only listens.
import { clock } from "desk/clock";
import { icon, make, setIcon } from "desk/icon";
import { SeekBar } from "desk/seek-bar";

class TakePlayer extends HTMLElement {
  connectedCallback() {
    if (this.audio) return; // only moved
    this.audio = this.querySelector("audio");
    this.build();
    for (const name of ["play", "pause", "ended", "timeupdate", "seeking", "durationchange"]) {
      this.audio.addEventListener(name, () => this.show());
    }
    this.audio.addEventListener("play", () => this.say("take-play"));
    this.audio.addEventListener("ended", () => this.say("take-ended"));
    this.audio.addEventListener("error", () => this.fail(), true); // of the <source> too, which does not bubble
    this.onTheme = () => this.wave?.recolour();
    this.system = matchMedia("(prefers-color-scheme: dark)");
    this.watch("addEventListener");
    this.drawWhenSeen();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.watch("removeEventListener");
      this.audio.pause();
      this.wave?.destroy();
    });
  }

  watch(verb) {
    document[verb]("theme-change", this.onTheme);
    this.system[verb]("change", this.onTheme);
  }

  build() {
    const sound = this.querySelector(".take-sound");
    this.face = this.querySelector(".take-wave");
    this.button = make("button", { type: "button", class: "take-play", "data-made": "" }, icon("play"));
    this.button.addEventListener("click", () => this.toggle());
    this.at = make("span", {}, "0:00");
    this.end = make("span", {}, clock(this.duration));
    sound.prepend(this.button);
    this.face.after(make("div", { class: "take-clock", "data-made": "" }, this.at, this.end));
    this.audio.controls = false;
    this.audio.hidden = true;
    this.setAttribute("data-live", "");
    this.bar = new SeekBar(this.face, `Seek in ${this.dataset.label}`, this.touchable());
    this.show();
  }

  // What a person's hand moves: the same sound, but the deck hears of it first.
  touchable() {
    const player = this;
    return {
      get time() {
        return player.time;
      },
      get duration() {
        return player.duration;
      },
      seek(second) {
        player.say("take-touch");
        player.seek(second);
      },
    };
  }

  drawWhenSeen() {
    const peaks = (this.dataset.peaks || "").split(",").filter(Boolean).map(Number);
    if (!peaks.length || !this.duration) return;
    const seen = new IntersectionObserver(async ([entry]) => {
      if (!entry.isIntersecting) return;
      seen.disconnect();
      const { drawWave } = await import("desk/wave");
      const canvas = this.face.appendChild(make("div", { class: "take-canvas", "data-made": "" }));
      this.wave = drawWave(canvas, peaks, this.duration);
      await this.wave.ready;
      this.setAttribute("data-drawn", "");
      this.show();
    });
    seen.observe(this);
  }

  get duration() {
    return Number.isFinite(this.audio.duration) ? this.audio.duration : Number(this.dataset.duration || 0);
  }

  get time() {
    return this.audio.currentTime;
  }

  get isPlaying() {
    return !this.audio.paused;
  }

  play() {
    this.problem?.remove();
    return this.audio.play().catch(() => undefined); // the error event says why
  }

  pause() {
    this.audio.pause();
  }

  toggle() {
    if (this.isPlaying) return this.pause();
    this.say("take-touch");
    return this.play();
  }

  seek(second) {
    const end = this.duration;
    this.audio.currentTime = Math.min(Math.max(second, 0), end ? Math.max(end - 0.05, 0) : second);
    this.show();
  }

  show() {
    const { isPlaying, time } = this;
    this.button.setAttribute("aria-label", `${isPlaying ? "Pause" : "Play"} ${this.dataset.label}`);
    setIcon(this.button, isPlaying ? "pause" : "play");
    this.at.textContent = clock(time);
    this.end.textContent = clock(this.duration);
    this.bar?.show();
    this.wave?.progress(time);
    this.say("take-time");
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

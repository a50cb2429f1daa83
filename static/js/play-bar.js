// <play-bar>: what played on the page before goes on here, at the same place, until something else is played.
import { clock } from "desk/clock";
import { icon, make, setIcon } from "desk/icon";
import { announce } from "desk/media-keys";
import { begun, keep, takeUp } from "desk/resume";
import { SeekBar } from "desk/seek-bar";

function playing() {
  const bar = document.querySelector("play-bar");
  if (bar?.isPlaying) return { ...bar.kept, audio: undefined, time: bar.time };
  const player = [...document.querySelectorAll("take-player")].find((one) => one.isPlaying);
  if (!player) return null;
  const deck = player.deck;
  return {
    src: player.src,
    time: player.time,
    duration: player.duration,
    rate: player.audio.playbackRate,
    volume: deck ? deck.mixer.volume * deck.mixer.trim(player.audio) : player.audio.volume,
    title: `${deck?.dataset.title ?? player.dataset.title ?? "Remix"} – ${player.dataset.label}`,
    page: location.href,
  };
}

// Where the same sound has a player of its own, that one goes on.
function goOn(kept) {
  if (!kept) return;
  const player = [...document.querySelectorAll("take-player")].find(({ src }) => src === kept.src);
  if (!player) return void document.body.append(Object.assign(document.createElement("play-bar"), { kept }));
  player.audio.addEventListener("playing", () => kept.audio.pause(), { once: true });
  if (!player.deck) return void (player.seek(kept.audio.currentTime), player.play());
  player.deck.dock.rate.value = String(kept.rate);
  player.deck.setRate(kept.rate);
  player.deck.touch(player, kept.audio.currentTime);
  player.deck.play();
}

class PlayBar extends HTMLElement {
  connectedCallback() {
    const { audio, title, page } = this.kept;
    this.audio = audio;
    this.button = make("button", { type: "button", class: "take-play" }, icon("play"));
    this.button.addEventListener("click", () => this.toggle());
    this.face = make("div", { class: "bar-line" });
    this.clock = make("span", { class: "dock-clock" });
    const close = make("button", { type: "button", class: "button", "data-kind": "quiet", "data-icon-only": "", "aria-label": "Stop and close" }, icon("x"));
    close.addEventListener("click", () => this.remove());
    this.className = "dock";
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", "Player");
    this.append(this.audio, this.button, make("a", { href: page, class: "bar-title truncate" }, title), this.face, this.clock, close);
    this.bar = new SeekBar(this.face, `Seek in ${title}`, this);
    for (const name of ["play", "pause", "timeupdate", "seeking", "durationchange"]) this.audio.addEventListener(name, () => this.show());
    this.onOther = () => this.remove();
    document.addEventListener("take-play", this.onOther);
    announce(this, title);
    this.show();
  }

  disconnectedCallback() {
    this.audio.pause();
    document.removeEventListener("take-play", this.onOther);
  }

  get time() { return this.audio.currentTime; }
  get duration() { return this.audio.duration || this.kept.duration; }
  get view() { return { from: 0, span: this.duration }; }
  get isPlaying() { return !this.audio.paused; }

  play() {
    return this.audio.play().catch(() => undefined); // the browser may want a press first
  }

  toggle() {
    return this.isPlaying ? this.audio.pause() : this.play();
  }

  seek(second) {
    this.audio.currentTime = Math.max(0, second);
  }

  nudge(seconds) {
    this.seek(this.time + seconds);
  }

  show() {
    setIcon(this.button, this.isPlaying ? "pause" : "play");
    this.button.setAttribute("aria-label", this.isPlaying ? "Pause" : "Play");
    this.clock.textContent = `${clock(this.time)} / ${clock(this.duration)}`;
    this.face.style.setProperty("--at", `${(100 * this.time) / (this.duration || 1)}%`);
    this.bar.show();
  }
}

customElements.define("play-bar", PlayBar);
addEventListener("pagehide", () => {
  const kept = playing();
  if (kept) keep(kept);
});
addEventListener("pageshow", ({ persisted }) => persisted && goOn(takeUp())); // Back to a page that was kept whole
goOn(begun);

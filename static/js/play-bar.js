// <play-bar>: what played on a page that was left plays on here, with its very audio, until its page comes back,
// something else is played or somebody closes it. Players say by `sounding` what they play: {audio, src, title, duration, page}.
import { clock } from "desk/clock";
import { icon, make, setIcon } from "desk/icon";
import { announce, withdraw } from "desk/media-keys";
import { begun, keep, takeUp } from "desk/resume";
import { SeekBar } from "desk/seek-bar";
import { close, levelOf } from "desk/sound-out";

function sounding() {
  const all = [...document.querySelectorAll("play-bar, take-player, family-tree")];
  return all.map((one) => one.sounding).find(Boolean);
}

// Before a page goes.
export function carry() {
  const sound = sounding();
  if (sound && !document.querySelector("play-bar")?.contains(sound.audio)) show(sound);
}

// A player for the same sound has come: puts the audio that plays in the place of its own. False when none does.
export function claim(own) {
  const bar = document.querySelector("play-bar");
  const src = own.querySelector("source")?.src || own.src;
  if (bar?.sound.src !== src) return false;
  own.replaceWith(bar.sound.audio);
  bar.remove();
  return true;
}

function show(sound) {
  document.querySelector("play-bar")?.remove();
  document.body.append(Object.assign(document.createElement("play-bar"), { sound }));
}

class PlayBar extends HTMLElement {
  connectedCallback() {
    const { audio, title, page } = this.sound;
    this.audio = audio;
    this.life = new AbortController();
    const { signal } = this.life;
    this.button = make("button", { type: "button", class: "take-play" }, icon("play"));
    this.button.addEventListener("click", () => this.toggle());
    this.face = make("div", { class: "bar-line" });
    this.clock = make("span", { class: "dock-clock" });
    const shut = make("button", { type: "button", class: "button", "data-kind": "quiet", "data-icon-only": "", "aria-label": "Stop and close" }, icon("x"));
    shut.addEventListener("click", () => this.remove());
    this.className = "dock";
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", "Player");
    this.append(audio, this.button, make("a", { href: page, class: "bar-title truncate" }, title), this.face, this.clock, shut);
    this.bar = new SeekBar(this.face, `Seek in ${title}`, this);
    for (const name of ["play", "pause", "timeupdate", "seeking", "durationchange"]) audio.addEventListener(name, () => this.show(), { signal });
    document.addEventListener("take-play", () => this.remove(), { signal });
    announce(this, title);
    this.show();
  }

  disconnectedCallback() {
    this.life.abort();
    withdraw(this);
    if (this.contains(this.audio)) close(this.audio); // else its page has it again
  }

  get sounding() { return this.isPlaying ? this.sound : null; }
  get time() { return this.audio.currentTime; }
  get duration() { return this.audio.duration || this.sound.duration; }
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

// Where the browser loads a page anew, what played there begins again here.
function goOn(kept) {
  if (!kept) return;
  if (document.querySelector(".frame")) show(kept);
  else close(kept.audio); // signed out
}

addEventListener("pagehide", () => {
  const sound = sounding();
  if (!sound) return;
  const { audio, ...told } = sound;
  keep({ ...told, time: audio.currentTime, rate: audio.playbackRate, volume: levelOf(audio) });
  audio.pause(); // a page that is kept whole must not play beside its successor
});
addEventListener("pageshow", ({ persisted }) => persisted && goOn(takeUp())); // Back to a page that was kept whole
goOn(begun);

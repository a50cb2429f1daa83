// Makes an element a media seek slider (ARIA practices): pointer, keys, spoken value, a line with the time under the pointer.
import { clock, spoken } from "desk/clock";
import { make } from "desk/icon";

const STEP_S = 5;
const PAGE_S = 15;

export class SeekBar {
  // `media` answers time, duration and seek(seconds).
  constructor(host, label, media) {
    Object.assign(this, { host, media, second: -1 });
    for (const [name, value] of [["role", "slider"], ["tabindex", "0"], ["aria-label", label], ["aria-valuemin", "0"]]) {
      host.setAttribute(name, value);
    }
    this.line = host.appendChild(make("span", { class: "take-hover", "aria-hidden": "true", "data-made": "" }));
    host.addEventListener("pointermove", (event) => this.move(event));
    host.addEventListener("pointerdown", (event) => this.press(event));
    host.addEventListener("keydown", (event) => this.key(event));
    this.show();
  }

  secondAt(event) {
    const { left, width } = this.host.getBoundingClientRect();
    return (Math.min(Math.max(event.clientX - left, 0), width) / width) * (this.media.duration || 0);
  }

  move(event) {
    const second = this.secondAt(event);
    this.line.style.insetInlineStart = `${(second / (this.media.duration || 1)) * 100}%`;
    this.line.dataset.at = clock(second);
    if (this.isHeld) this.media.seek(second);
  }

  press(event) {
    if (event.button) return;
    this.isHeld = true;
    this.host.setPointerCapture(event.pointerId);
    this.media.seek(this.secondAt(event));
    const drop = () => (this.isHeld = false);
    this.host.addEventListener("pointerup", drop, { once: true });
    this.host.addEventListener("pointercancel", drop, { once: true });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { time, duration } = this.media;
    const step = event.shiftKey ? 1 : STEP_S;
    const target = {
      ArrowRight: time + step, ArrowUp: time + step, ArrowLeft: time - step, ArrowDown: time - step,
      PageUp: time + PAGE_S, PageDown: time - PAGE_S, Home: 0, End: duration,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.media.seek(target);
  }

  // Called often; touches the document once a second.
  show() {
    const { time, duration } = this.media;
    const second = Math.floor(time);
    if (second === this.second && this.said === duration) return;
    [this.second, this.said] = [second, duration];
    this.host.setAttribute("aria-valuenow", String(second));
    this.host.setAttribute("aria-valuemax", String(Math.floor(duration || 0)));
    this.host.setAttribute("aria-valuetext", `${spoken(time)} of ${spoken(duration)}`);
  }
}

// Makes an element a media seek slider (ARIA practices): pointer, keys, spoken value, a line with what is under the pointer.
import { clock, spoken } from "desk/clock";
import { make } from "desk/icon";

const STEP_S = 5;
const PAGE_S = 15;

export class SeekBar {
  // `media` answers time, duration, view {from, span}, seek(seconds); if it can, told(seconds), line(seconds), mark(from, to).
  constructor(host, label, media) {
    Object.assign(this, { host, media, second: -1 });
    for (const [name, value] of [["role", "slider"], ["tabindex", "0"], ["aria-label", label], ["aria-valuemin", "0"]]) {
      host.setAttribute(name, value);
    }
    this.hover = host.appendChild(make("span", { class: "take-hover", "aria-hidden": "true", "data-made": "" }));
    host.addEventListener("pointermove", (event) => this.move(event));
    host.addEventListener("pointerdown", (event) => this.press(event));
    host.addEventListener("keydown", (event) => this.key(event));
    this.show();
  }

  secondAt(event) {
    const { left, width } = this.host.getBoundingClientRect();
    const { from, span } = this.media.view;
    const second = from + (Math.min(Math.max(event.clientX - left, 0), width) / width) * span;
    return Math.min(second, this.media.duration || 0);
  }

  move(event) {
    const second = this.secondAt(event);
    const { from, span } = this.media.view;
    const place = (second - from) / (span || 1);
    this.hover.style.insetInlineStart = `${place * 100}%`;
    this.hover.dataset.side = place > 0.7 ? "start" : place < 0.3 ? "end" : "";
    this.hover.dataset.at = this.media.told?.(second) ?? clock(second);
    if (this.marked !== undefined) this.media.mark(this.marked, second);
    else if (this.isHeld) this.media.seek(second);
  }

  // A drag scrubs; with Shift it marks a stretch.
  press(event) {
    if (event.button) return;
    this.host.setPointerCapture(event.pointerId);
    const drop = () => ([this.isHeld, this.marked] = [false, undefined]);
    this.host.addEventListener("pointerup", drop, { once: true });
    this.host.addEventListener("pointercancel", drop, { once: true });
    if (event.shiftKey && this.media.mark) return void (this.marked = this.secondAt(event));
    this.isHeld = true;
    this.media.seek(this.secondAt(event));
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

  // Called often; touches the document when the second or the line is another.
  show() {
    const { time, duration } = this.media;
    const line = this.media.line?.(time) ?? "";
    const said = `${Math.floor(time)} ${duration} ${line}`;
    if (said === this.said) return;
    this.said = said;
    this.host.setAttribute("aria-valuenow", String(Math.floor(time)));
    this.host.setAttribute("aria-valuemax", String(Math.floor(duration || 0)));
    this.host.setAttribute("aria-valuetext", `${spoken(time)} of ${spoken(duration)}${line && `, line: ${line}`}`);
  }
}

// The time axis of a deck: what stretch is in view, zoom, scroll, and a ruler on which a drag marks a loop.
import { clock } from "desk/clock";
import { make } from "desk/icon";

const CLOSEST_S = 3;
const EDGE_PX = 10;
const LABEL_PX = 34;
const TICK_PX = 90;
const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600];

export class View {
  constructor(deck) {
    Object.assign(this, { deck, from: 0, length: 1, zoom: 1 });
    this.ruler = make("div", { class: "deck-ruler", "data-made": "", "aria-hidden": "true", title: "Drag here to loop a stretch" });
    this.inner = make("span");
    this.scroller = make("div", { class: "deck-scroll", "data-made": "", hidden: "", tabindex: "0", role: "group", "aria-label": "Stretch in view" }, this.inner);
    this.scroller.addEventListener("scroll", () => this.scrolled());
    this.ruler.addEventListener("pointerdown", (event) => this.press(event));
    this.sizes = new ResizeObserver(() => this.show());
    this.sizes.observe(this.ruler);
  }

  get span() {
    return this.length / this.zoom;
  }

  setLength(length) {
    if (!length || length === this.length) return;
    this.length = length;
    this.show();
  }

  // Zooms round a moment, which stays where it is.
  zoomBy(times, round = this.deck.place) {
    const at = (round - this.from) / this.span;
    this.zoom = Math.min(Math.max(this.zoom * times, 1), Math.max(1, this.length / CLOSEST_S));
    this.moveTo(round - Math.min(Math.max(at, 0), 1) * this.span);
  }

  moveTo(from) {
    this.from = Math.min(Math.max(from, 0), this.length - this.span);
    this.show();
    const range = this.scroller.scrollWidth - this.scroller.clientWidth;
    this.scroller.scrollLeft = this.zoom > 1 ? (this.from / (this.length - this.span)) * range : 0;
  }

  scrolled() {
    const range = this.scroller.scrollWidth - this.scroller.clientWidth;
    const from = range > 0 ? (this.scroller.scrollLeft / range) * (this.length - this.span) : 0;
    if (Math.abs(from - this.from) < (2 * this.span) / this.scroller.clientWidth) return; // our own doing
    this.from = from;
    this.show();
  }

  // Turns the page when the sound leaves it.
  keepInView(second) {
    if (this.zoom > 1 && (second < this.from || second > this.from + this.span)) this.moveTo(second - this.span * 0.05);
  }

  wheel(event) {
    if (event.ctrlKey) {
      event.preventDefault();
      this.zoomBy(event.deltaY < 0 ? 1.25 : 0.8, this.secondAt(event));
    } else if (this.zoom > 1 && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.moveTo(this.from + (event.deltaX / this.ruler.clientWidth) * this.span);
    }
  }

  secondAt({ clientX }) {
    const { left, width } = this.ruler.getBoundingClientRect();
    return this.from + (Math.min(Math.max(clientX - left, 0), width) / width) * this.span;
  }

  // A drag near an end of the loop moves that end, anywhere else it marks a new one; a press alone seeks.
  press(event) {
    if (event.button) return;
    const { loop } = this.deck;
    const start = this.secondAt(event);
    const near = (second) => loop.isOn && Math.abs(second - start) < (EDGE_PX / this.ruler.clientWidth) * this.span;
    const anchor = near(loop.from) ? loop.to : near(loop.to) ? loop.from : start;
    const move = (moved) => {
      if (Math.abs(moved.clientX - event.clientX) > 3) loop.set(anchor, this.secondAt(moved));
    };
    this.ruler.setPointerCapture(event.pointerId);
    this.ruler.addEventListener("pointermove", move);
    const drop = (up) => {
      this.ruler.removeEventListener("pointermove", move);
      if (Math.abs(up.clientX - event.clientX) <= 3) this.deck.seek(start);
    };
    this.ruler.addEventListener("pointerup", drop, { once: true });
  }

  show() {
    const { stage, players } = this.deck;
    stage.style.setProperty("--view-start", String(this.from));
    stage.style.setProperty("--view-span", String(this.span));
    this.scroller.hidden = this.zoom === 1;
    this.inner.style.width = `${this.zoom * 100}%`;
    for (const player of players) player.look();
    this.ticks();
    this.deck.show();
  }

  ticks() {
    const wanted = (this.span * TICK_PX) / (this.ruler.clientWidth || 600);
    const step = STEPS_S.find((one) => one >= wanted) ?? STEPS_S.at(-1);
    const ticks = [];
    for (let at = Math.ceil(this.from / step) * step; at < this.from + this.span; at += step) {
      const place = (at - this.from) / this.span;
      // a time that would be cut off at the edge is left out, its tick stays
      const tick = make("span", {}, (1 - place) * this.ruler.clientWidth < LABEL_PX ? "" : clock(at));
      tick.style.insetInlineStart = `${place * 100}%`;
      ticks.push(tick);
    }
    this.ruler.replaceChildren(...ticks);
  }
}

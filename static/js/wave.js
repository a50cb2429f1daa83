// Draws the stretch of a take's wave that is in view: from 1000 peaks, or from 100 values a second once zoomed in.
import { make } from "desk/icon";

const BAR_PX = 3;
const GAP_PX = 1;
const HORIZON = 0.68;
const FINE_PER_S = 100;
const LARGEST_PX = 4096;

// Colours live in the style sheet; a canvas needs them resolved for the theme of the moment.
function resolve(host, colour, hue = "") {
  const probe = host.appendChild(make("i", hue ? { "data-hue": hue } : {}));
  probe.style.color = colour;
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

function loudest(values, from, until) {
  let top = 0;
  for (let at = from; at < until; at += 1) if (values[at] > top) top = values[at];
  return top;
}

export class Wave {
  // `parts` are {from, to, hue} in seconds; without them the wave has one colour.
  constructor(host, { peaks, duration, fineUrl, parts }) {
    Object.assign(this, { host, peaks, duration, fineUrl, parts, from: 0, span: duration });
    this.top = Math.max(1, ...peaks);
    this.rest = host.appendChild(make("canvas", { class: "wave-rest", "data-made": "", "aria-hidden": "true" }));
    this.played = host.appendChild(make("canvas", { class: "wave-played", "data-made": "", "aria-hidden": "true" }));
    this.sizes = new ResizeObserver(() => this.draw());
    this.sizes.observe(host);
  }

  destroy() {
    this.sizes.disconnect();
  }

  // Shows `span` seconds from `from` on; the axis may be longer than the take.
  look(from, span) {
    if (from === this.from && span === this.span) return;
    Object.assign(this, { from, span });
    this.draw();
  }

  recolour() {
    this.colours = null;
    this.draw();
  }

  learn() {
    const mix = (hue) => resolve(this.host, hue ? "color-mix(in oklab, color-mix(in oklab, var(--section) 72%, var(--ink-3)) 80%, var(--wave))" : "color-mix(in oklab, var(--wave) 50%, var(--surface))", hue);
    const hues = new Set(this.parts.map(({ hue }) => hue));
    this.colours = { played: resolve(this.host, "var(--wave)"), plain: mix(""), byHue: new Map([...hues].map((hue) => [hue, mix(hue)])) };
  }

  // The fine values are fetched when the first zoom asks for more than the overview has.
  async fetchFine() {
    const url = this.fineUrl;
    this.fineUrl = "";
    const answer = await fetch(url).catch(() => undefined);
    if (!answer?.ok) return;
    this.fine = new Uint8Array(await answer.arrayBuffer());
    this.draw();
  }

  draw() {
    const { clientWidth, clientHeight } = this.host;
    if (!clientWidth || !this.duration) return;
    if (!this.colours) this.learn();
    const ratio = Math.min(devicePixelRatio || 1, LARGEST_PX / clientWidth);
    const [width, height] = [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)];
    const step = Math.round((BAR_PX + GAP_PX) * ratio);
    const barS = (this.span * step) / width;
    const isFine = barS < this.duration / this.peaks.length;
    if (isFine && !this.fine && this.fineUrl) this.fetchFine();
    const [values, perS] = isFine && this.fine ? [this.fine, FINE_PER_S] : [this.peaks, this.peaks.length / this.duration];
    const layers = [this.rest, this.played].map((canvas) => this.clean(canvas, width, height));
    // Bars stand at multiples of their own length, so that they do not shimmer while the view moves.
    for (let bar = Math.floor(this.from / barS); bar * barS < Math.min(this.from + this.span, this.duration); bar += 1) {
      const first = Math.floor(bar * barS * perS);
      const until = Math.max(first + 1, Math.floor((bar + 1) * barS * perS));
      const level = Math.max(0.02, loudest(values, first, Math.min(until, values.length)) / this.top);
      const x = Math.round(((bar * barS - this.from) / this.span) * width);
      layers[0].fillStyle = this.colourAt((bar + 0.5) * barS);
      layers[1].fillStyle = this.colours.played;
      for (const layer of layers) this.bar(layer, x, step - Math.round(GAP_PX * ratio), height, level, ratio);
    }
  }

  clean(canvas, width, height) {
    Object.assign(canvas, { width, height });
    return canvas.getContext("2d");
  }

  colourAt(second) {
    const part = this.parts.find(({ from, to }) => from <= second && second < to);
    return (part && this.colours.byHue.get(part.hue)) || this.colours.plain;
  }

  bar(layer, x, width, height, level, ratio) {
    const horizon = Math.round(height * HORIZON);
    const up = Math.round((horizon - ratio) * level);
    layer.globalAlpha = 1;
    layer.beginPath();
    layer.roundRect(x, horizon - ratio - up, width, up, [width / 2, width / 2, 0, 0]);
    layer.fill();
    layer.globalAlpha = 0.45;
    layer.fillRect(x, horizon + ratio, width, Math.round((height - horizon - ratio) * level * 0.9));
  }
}

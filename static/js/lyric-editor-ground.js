// Under the strip: the wave of what is in sight and a scale of seconds, on one canvas as wide as the window onto it.
import { clock } from "desk/clock";
import { make } from "desk/icon";

const FINE_A_SECOND = 100; // bytes a second of the fine wave
const LABEL_PX = 70; // marks of the scale stand at least this far apart

export class Ground {
  constructor(host, axis, { player, life: { signal } }) {
    Object.assign(this, { host });
    this.canvas = axis.appendChild(make("canvas", { class: "strip-ground", "aria-hidden": "true" }));
    const peaks = (player?.dataset.peaks || "").split(",").filter(Boolean).map(Number);
    this.take(peaks, peaks.length / (Number(player?.dataset.duration) || 1));
    if (player?.dataset.wave) this.refine(player.dataset.wave);
    host.addEventListener("scroll", () => this.again(), { passive: true });
    new ResizeObserver(() => this.again()).observe(host);
    document.addEventListener("theme-change", () => this.again(), { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.again(), { signal });
  }

  async refine(address) {
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) return; // the coarse wave does
    this.take(new Uint8Array(await answer.arrayBuffer()), FINE_A_SECOND);
    this.again();
  }

  take(wave, perSecond) {
    Object.assign(this, { wave, perSecond, top: wave.reduce((most, peak) => Math.max(most, peak), 1) });
  }

  draw(scale, duration) {
    Object.assign(this, { scale, duration });
    this.again();
  }

  again() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  paint() {
    const { clientWidth: width, scrollLeft: left } = this.host;
    const height = this.canvas.clientHeight;
    const ratio = devicePixelRatio || 1;
    if (!this.scale || !width || !height) return;
    Object.assign(this.canvas, { width: width * ratio, height: height * ratio });
    this.canvas.style.width = `${width}px`;
    const pen = this.canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const { color, fontFamily, accentColor } = getComputedStyle(this.canvas);
    this.paintWave(pen, accentColor, left, width, height);
    this.paintScale(pen, color, fontFamily, left, width, height);
  }

  paintWave(pen, colour, left, width, height) {
    const middle = (height + 14) / 2;
    pen.fillStyle = colour;
    for (let x = 0; x < width; x += 2) {
      const [from, to] = [left + x, left + x + 2].map((pixel) => Math.floor((pixel / this.scale / 1000) * this.perSecond));
      let peak = 0;
      for (let at = from; at < Math.max(to, from + 1) && at < this.wave.length; at += 1) peak = Math.max(peak, this.wave[at]);
      const half = Math.max(0.5, (peak / this.top) * (middle - 18));
      if (from < this.wave.length) pen.fillRect(x, middle - half, 1.4, half * 2);
    }
  }

  paintScale(pen, colour, font, left, width, height) {
    const step = [0.5, 1, 2, 5, 10, 15, 30, 60].find((seconds) => seconds * 1000 * this.scale >= LABEL_PX) ?? 120;
    pen.font = `500 11px ${font}`;
    pen.fillStyle = colour;
    for (let second = Math.floor(left / this.scale / 1000 / step) * step; second * 1000 * this.scale < left + width; second += step) {
      const x = second * 1000 * this.scale - left;
      pen.globalAlpha = 0.35;
      pen.fillRect(x, 0, 1, height);
      pen.globalAlpha = 1;
      pen.fillText(second % 1 ? `${clock(second)}.5` : clock(second), x + 4, 11);
    }
  }
}

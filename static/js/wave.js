// Draws a take's wave from its peaks with wavesurfer, in the colours of the page, bars above a paler reflection.
import WaveSurfer from "wavesurfer";

const BAR_PX = 3;
const GAP_PX = 1;
const HORIZON = 0.68;

// Colours live in the style sheet; a canvas needs them resolved for the theme of the moment.
function resolve(host, colour) {
  const probe = host.appendChild(document.createElement("i"));
  probe.style.color = colour;
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

function fill(host, colour) {
  const context = document.createElement("canvas").getContext("2d");
  const gradient = context.createLinearGradient(0, 0, 0, host.clientHeight * (devicePixelRatio || 1));
  const pale = resolve(host, `color-mix(in oklab, ${colour} 45%, transparent)`);
  const full = resolve(host, colour);
  for (const [at, stop] of [[0, full], [HORIZON, full], [HORIZON, pale], [1, pale]]) gradient.addColorStop(at, stop);
  return gradient;
}

function colours(host) {
  return {
    waveColor: fill(host, "color-mix(in oklab, var(--wave) 55%, var(--surface))"),
    progressColor: fill(host, "var(--wave)"),
    cursorColor: resolve(host, "var(--ink)"),
  };
}

function draw([peaks], context) {
  const { width, height } = context.canvas;
  const ratio = devicePixelRatio || 1;
  const step = Math.round((BAR_PX + GAP_PX) * ratio);
  const bars = Math.max(1, Math.floor(width / step));
  const horizon = Math.round(height * HORIZON);
  context.beginPath();
  for (let bar = 0; bar < bars; bar += 1) {
    const from = Math.floor((bar * peaks.length) / bars);
    const until = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / bars));
    const loudest = Math.max(0.02, ...peaks.slice(from, until));
    const [x, w] = [bar * step, step - Math.round(GAP_PX * ratio)];
    const up = Math.round((horizon - ratio) * loudest);
    context.roundRect(x, horizon - ratio - up, w, up, [w / 2, w / 2, 0, 0]);
    context.rect(x, horizon + ratio, w, Math.round((height - horizon - ratio) * loudest * 0.9));
  }
  context.fill();
}

// Returns { progress(seconds), recolour() }. `peaks` are numbers 0..255; the wave is scaled to its loudest.
export function drawWave(host, peaks, duration) {
  const top = Math.max(1, ...peaks);
  const surfer = WaveSurfer.create({
    container: host,
    peaks: [peaks.map((peak) => peak / top)],
    duration,
    height: "auto",
    interact: false,
    hideScrollbar: true,
    cursorWidth: 2,
    renderFunction: draw,
    cspNonce: document.getElementById("app").nonce,
    ...colours(host),
  });
  const recolour = () => surfer.setOptions(colours(host));
  return {
    progress: (seconds) => surfer.setTime(Math.min(seconds, duration)),
    recolour,
    ready: new Promise((done) => surfer.once("redrawcomplete", done)),
    destroy: () => surfer.destroy(),
  };
}

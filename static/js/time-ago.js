// <time-ago> round a <time>: "5 minutes ago", kept true; data-form="elapsed" makes it a running clock.
import { clock } from "desk/clock";

const STEPS = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 7],
];
const words = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
const WEEK_S = 7 * 24 * 3600;

function ago(seconds) {
  if (Math.abs(seconds) < 10) return "just now";
  let value = seconds;
  for (const [unit, size] of STEPS) {
    if (Math.abs(value) < size) return words.format(-Math.round(value), unit);
    value /= size;
  }
  return null;
}

class TimeAgo extends HTMLElement {
  connectedCallback() {
    this.shown = this.querySelector("time");
    if (this.shown) this.tick();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  tick() {
    const seconds = (Date.now() - Date.parse(this.shown.dateTime)) / 1000;
    const isElapsed = this.dataset.form === "elapsed";
    const said = isElapsed ? clock(Math.max(0, seconds)) : ago(seconds);
    if (said !== null) this.shown.textContent = said;
    if (isElapsed) this.setAttribute("aria-hidden", "true");
    if (!isElapsed && seconds > WEEK_S) return;
    this.timer = setTimeout(() => this.tick(), isElapsed ? 1000 : seconds < 3600 ? 20_000 : 300_000);
  }
}

customElements.define("time-ago", TimeAgo);

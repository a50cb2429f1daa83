// <lyric-timeline data-take> inside a deck: lights the line that is sung and follows it; a line seeks, loops, is spoken about.
import { icon, make } from "desk/icon";
import { listenToLines } from "desk/line-actions";

const NEAR_MS = 15_000;

class LyricTimeline extends HTMLElement {
  connectedCallback() {
    if (this.life) return; // only moved
    this.life = new AbortController();
    this.scroller = this.querySelector(".lyrics-scroll");
    this.deck = this.closest("remix-deck");
    if (!this.deck) return;
    this.lines = [...this.querySelectorAll(".lyric-line")].map((line) => this.read(line));
    this.isFollowing = true;
    this.deck.addEventListener("deck-time", ({ detail }) => this.follow(detail), { signal: this.life.signal });
    this.build();
    this.deck.pins?.draw();
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.life.abort());
  }

  // A line becomes a button; its times come from the server.
  read(line) {
    const { start, litFrom, litTo } = line.dataset;
    const button = make("button", { type: "button", class: line.className, tabindex: "-1" }, ...line.childNodes);
    line.replaceWith(button);
    return { button, start: Number(start), from: Number(litFrom), to: Number(litTo), text: button.lastElementChild.textContent };
  }

  build() {
    this.back = make("button", { type: "button", class: "button lyric-follow", hidden: "" }, icon("locate-fixed"), "Follow");
    this.back.addEventListener("click", () => this.setFollowing(true));
    this.left = make("span");
    this.bar = make("progress", { class: "progress", max: String(NEAR_MS), "aria-hidden": "true" });
    this.countdown = make("p", { class: "lyric-countdown", hidden: "" }, this.left, this.bar);
    this.scroller.before(this.countdown);
    this.append(this.back);
    this.scroller.removeAttribute("tabindex"); // its lines take the focus
    listenToLines(this, this.life);
    // Only a hand on the list stops the following, not the scrolling that following does itself.
    for (const name of ["wheel", "touchmove", "pointerdown"]) {
      this.scroller.addEventListener(name, (event) => name !== "pointerdown" || event.target === this.scroller ? this.setFollowing(false) : undefined, { passive: true });
    }
    this.scroller.addEventListener("keydown", ({ key }) => /^(Arrow(Up|Down)|Page|Home|End)/.test(key) && this.setFollowing(false));
  }

  setFollowing(isFollowing) {
    this.isFollowing = isFollowing;
    this.back.hidden = isFollowing || !this.lit;
    if (isFollowing) this.centre();
  }

  seek({ start }) {
    this.setFollowing(true);
    this.say("lyric-seek", { ms: start });
  }

  say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { take: this.dataset.take, ...detail } }));
  }

  follow({ take, ms, isPlaying }) {
    const isMine = take === this.dataset.take;
    const at = Math.round(ms); // a seek to 2013 ms stands at 2012.999
    const now = isMine ? this.lines.find(({ from, to }) => from <= at && at < to)?.button : undefined;
    this.count(isMine ? ms : Infinity, isPlaying);
    if (now === this.lit) return;
    this.lit?.removeAttribute("data-lit");
    this.lit?.removeAttribute("aria-current");
    this.lit = now;
    now?.setAttribute("data-lit", "");
    now?.setAttribute("aria-current", "true");
    this.back.hidden = this.isFollowing || !now;
    if (this.isFollowing) this.centre();
  }

  count(ms, isPlaying) {
    const wait = (this.lines[0]?.from ?? 0) - ms;
    this.countdown.hidden = !(wait > 0 && (isPlaying || ms > 0));
    if (this.countdown.hidden) return;
    this.left.textContent = `First line in ${Math.ceil(wait / 1000)} s`;
    this.bar.value = Math.max(0, NEAR_MS - wait);
  }

  // Scrolls the list alone, never the page.
  centre() {
    if (!this.lit) return;
    const box = this.scroller.getBoundingClientRect();
    const line = this.lit.getBoundingClientRect();
    const top = this.scroller.scrollTop + line.top - box.top - (box.height - line.height) / 2;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroller.scrollTo({ top, behavior: isCalm ? "auto" : "smooth" });
  }
}

customElements.define("lyric-timeline", LyricTimeline);

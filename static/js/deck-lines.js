// The sung lines of a deck's takes: which one is when, what stands at a moment, and what can be done with it.
import { clock } from "desk/clock";

const JUST_MS = 800; // a step back soon after a line began means the line before

export class Lines {
  constructor(deck) {
    this.deck = deck;
  }

  // {button, start, from, to, text} in milliseconds, lit between `from` and `to`.
  of(take) {
    return this.deck.querySelector(`lyric-timeline[data-take="${take}"]`)?.lines ?? [];
  }

  at(take, second) {
    return this.of(take).find(({ from, to }) => from <= second * 1000 && second * 1000 < to);
  }

  // Time, part and line, for the hand over a wave.
  told(player, second) {
    const part = player.parts.find(({ from, to }) => from <= second && second < to);
    return [clock(second), part?.name, this.at(player.dataset.take, second)?.text].filter(Boolean).join(" · ");
  }

  // To the line before or after the one that is sung.
  step(by) {
    const { active, place } = this.deck;
    const lines = this.of(active?.dataset.take);
    const here = lines.findLastIndex(({ start }) => start <= place * 1000 + (by > 0 ? 1 : -JUST_MS));
    const line = lines[by > 0 ? here + 1 : Math.max(here, 0)];
    if (line) this.deck.seek(line.start / 1000);
  }

  loop({ take, from, to }) {
    this.deck.loop.set(from / 1000, to / 1000);
    this.deck.jump(take, from / 1000);
    if (!this.deck.isPlaying) this.deck.play();
  }

  noteHere() {
    const { active } = this.deck;
    if (!active) return;
    const detail = { take: active.dataset.take, ms: active.time * 1000, line: this.at(active.dataset.take, active.time)?.text };
    document.dispatchEvent(new CustomEvent("note-at", { detail }));
  }
}

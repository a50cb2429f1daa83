// The stretch that a deck plays again and again: marked by drag, by keys or by lines; drawn by CSS from two numbers.
const SHORTEST_S = 0.2;

export class Loop {
  constructor(deck) {
    this.deck = deck;
  }

  get isOn() {
    return this.to - this.from >= SHORTEST_S;
  }

  set(one, other) {
    const end = this.deck.view.length;
    [this.from, this.to] = [Math.max(0, Math.min(one, other)), Math.min(end, Math.max(one, other))];
    this.show();
  }

  // The keys [ and ]: one end here, the other stays or is the end of the song.
  mark(edge) {
    const { place, view } = this.deck;
    if (edge === "start") this.set(place, this.to > place ? this.to : view.length);
    else this.set(this.from < place ? this.from : 0, place);
  }

  clear() {
    [this.from, this.to] = [undefined, undefined];
    this.show();
  }

  show() {
    const { stage, dock } = this.deck;
    stage.toggleAttribute("data-loop", this.isOn);
    stage.style.setProperty("--loop-start", String(this.from ?? 0));
    stage.style.setProperty("--loop-end", String(this.to ?? 0));
    dock.showLoop(this);
    this.watch();
  }

  rest() {
    clearTimeout(this.timer);
  }

  // Sends the sound back at the end; a timer is more exact than the media's own events.
  watch() {
    this.rest();
    const { active } = this.deck;
    if (!this.isOn || !active?.isPlaying) return;
    const left = this.to - active.time;
    if (left <= 0.004 && left > -1) return void active.seek(this.from);
    if (left > 0) this.timer = setTimeout(() => this.watch(), Math.min(1000, (left / active.audio.playbackRate) * 1000));
  }
}

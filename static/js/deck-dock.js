// The transport at the foot of the page and the tools above the lanes; a face of the deck without a will of its own.
import { clock } from "desk/clock";
import { icon, make, setIcon } from "desk/icon";

const RATES = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.4, 1.5];

function tool(name, label, act, ...rest) {
  const button = make("button", { type: "button", class: "button", "data-kind": "quiet", "data-icon-only": "", "aria-label": label, title: label }, icon(name), ...rest);
  button.addEventListener("click", act);
  return button;
}

export class Dock {
  constructor(deck) {
    this.deck = deck;
    this.buildTransport(deck);
    this.buildTools(deck);
  }

  buildTransport(deck) {
    this.play = make("button", { type: "button", class: "take-play" }, icon("play"));
    this.play.addEventListener("click", () => deck.toggle());
    this.takes = make("div", { class: "dock-takes", role: "group", "aria-label": "Listen to" });
    this.now = make("b", {}, "0:00");
    this.end = document.createTextNode("");
    this.line = make("span", { class: "dock-line" });
    this.volume = make("input", { type: "range", min: "0", max: "1", step: "0.01", "aria-label": "Volume" });
    this.volume.value = String(deck.mixer.volume);
    this.volume.addEventListener("input", () => deck.setVolume(Number(this.volume.value)));
    this.element = make(
      "div",
      { class: "dock", role: "group", "aria-label": "Player", "data-made": "" },
      this.play,
      this.takes,
      make("span", { class: "dock-clock" }, this.now, this.end),
      this.line,
      make("label", { class: "dock-volume" }, icon("volume-2"), this.volume),
    );
    if (deck.querySelector("[data-keys-help]")) {
      const help = tool("keyboard", "Keys", () => deck.help());
      help.dataset.help = "";
      this.element.append(help);
    }
  }

  buildTools(deck) {
    this.rate = make("select", { "aria-label": "Speed" }, ...RATES.map((rate) => make("option", { value: String(rate), ...(rate === 1 && { selected: "" }) }, `${rate}×`)));
    this.rate.addEventListener("change", () => deck.setRate(Number(this.rate.value)));
    this.matching = make("button", { type: "button", class: "button", "data-kind": "quiet" }, icon("scale"), make("span", {}, deck.isBlind ? "Equally loud" : "Match", make("span", { class: "wide-only" }, deck.isBlind ? "" : " loudness")));
    this.matching.addEventListener("click", () => deck.loudness.toggle());
    if (deck.isBlind) this.matching.setAttribute("aria-disabled", "true");
    this.looped = document.createTextNode("");
    this.noLoop = make("button", { type: "button", class: "button", "data-kind": "quiet", "aria-label": "Clear the loop" }, icon("repeat"), this.looped, icon("x"));
    this.noLoop.addEventListener("click", () => deck.loop.clear());
    this.setLoop = make("button", { type: "button", class: "button", "data-kind": "quiet", title: "Loops five seconds from here; drag on the ruler, or over lyric lines, for any other stretch", "aria-label": "Loop" }, icon("repeat"), make("span", { class: "wide-only" }, "Loop"));
    this.setLoop.addEventListener("click", () => deck.loop.set(deck.place, deck.place + 5));
    this.tools = make(
      "div",
      { class: "deck-tools", role: "group", "aria-label": "Tools", "data-made": "" },
      this.matching,
      this.setLoop,
      this.noLoop,
      make("label", { class: "deck-rate" }, icon("gauge"), this.rate),
      make("span", { class: "deck-zoom" }, tool("zoom-out", "Zoom out", () => deck.view.zoomBy(0.5)), tool("zoom-in", "Zoom in", () => deck.view.zoomBy(2))),
    );
  }

  stepRate(by) {
    const at = this.rate.selectedIndex + by;
    if (at < 0 || at >= RATES.length) return;
    this.rate.selectedIndex = at;
    this.deck.setRate(RATES[at]);
  }

  showRate(rate) {
    this.rate.value = String(rate);
  }

  showLoop({ isOn, from, to }) {
    this.noLoop.hidden = !isOn;
    this.setLoop.hidden = isOn;
    this.looped.textContent = isOn ? `${clock(from)} – ${clock(to)}` : "";
  }

  showMatch(isMatching) {
    this.matching.setAttribute("aria-pressed", String(isMatching));
  }

  // One button a take, in their order.
  list(players) {
    this.element.hidden = !players.length;
    this.matching.hidden = this.takes.hidden = players.length < 2;
    this.showLoop(this.deck.loop);
    this.takes.replaceChildren(
      ...players.map((player) => {
        const { take, label } = player.dataset;
        const button = make("button", { type: "button", "data-take": take, "aria-label": label }, take === "0" ? "Source" : label.replace(/^(Version|Other) \d+$/, take));
        button.addEventListener("click", () => this.deck.choose(take));
        return button;
      }),
    );
  }

  show(player) {
    for (const button of this.takes.children) {
      button.setAttribute("aria-pressed", String(button.dataset.take === player?.dataset.take));
    }
    if (!player) return;
    const { isPlaying, place } = this.deck;
    this.element.dataset.take = player.dataset.take;
    setIcon(this.play, isPlaying ? "pause" : "play");
    this.play.setAttribute("aria-label", isPlaying ? "Pause" : "Play");
    this.now.textContent = clock(player.time);
    this.end.textContent = ` / ${clock(player.duration)}`;
    this.line.textContent = this.deck.lines.at(player.dataset.take, place)?.text ?? "";
  }
}

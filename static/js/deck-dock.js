// The transport under the takes: which one, play, time, volume, keys; a face of the deck without a will of its own.
import { clock } from "desk/clock";
import { icon, make, setIcon } from "desk/icon";

export class Dock {
  constructor(deck) {
    this.deck = deck;
    this.play = make("button", { type: "button", class: "take-play" }, icon("play"));
    this.play.addEventListener("click", () => deck.toggle());
    this.takes = make("div", { class: "dock-takes", role: "group", "aria-label": "Listen to" });
    this.now = make("b", {}, "0:00");
    this.end = document.createTextNode("");
    this.volume = make("input", { type: "range", min: "0", max: "1", step: "0.01", "aria-label": "Volume" });
    this.volume.value = String(deck.volume);
    this.volume.addEventListener("input", () => deck.setVolume(Number(this.volume.value)));
    const help = make("button", { type: "button", class: "button", "data-kind": "quiet", "data-icon-only": "", "data-help": "", "aria-label": "Keys" }, icon("keyboard"));
    help.addEventListener("click", () => deck.help());
    this.element = make(
      "div",
      { class: "dock", role: "group", "aria-label": "Player", "data-made": "" },
      this.play,
      this.takes,
      make("span", { class: "dock-clock" }, this.now, this.end),
      make("label", { class: "dock-volume" }, icon("volume-2"), this.volume),
    );
    if (deck.querySelector("[data-keys-help]")) this.element.append(help);
  }

  // One button a take, in their order.
  list(players) {
    this.takes.replaceChildren(
      ...players.map((player) => {
        const { take, label } = player.dataset;
        const button = make("button", { type: "button", "data-take": take, "aria-label": label }, take === "0" ? "Source" : take);
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
    this.element.dataset.take = player.dataset.take;
    setIcon(this.play, player.isPlaying ? "pause" : "play");
    this.play.setAttribute("aria-label", player.isPlaying ? "Pause" : "Play");
    this.now.textContent = clock(player.time);
    this.end.textContent = ` / ${clock(player.duration)}`;
  }
}

// What stands on the waves besides the wave: pins of notes and the lines that are sung, both led to and from.
import { clock } from "desk/clock";
import { icon, make } from "desk/icon";

export class Pins {
  constructor(deck) {
    this.deck = deck;
  }

  // Links with data-take and data-ms, wherever they are on the page, seek.
  listen({ signal }) {
    const press = (event) => {
      const pin = event.target.closest?.("a.pin[data-ms]");
      if (!pin || event.ctrlKey || event.metaKey || event.button) return;
      event.preventDefault();
      this.deck.jump(pin.dataset.take, Number(pin.dataset.ms) / 1000);
      this.deck.stage.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("click", press, { signal });
    document.addEventListener("live-change", () => this.draw(), { signal });
    this.deck.addEventListener("deck-time", ({ detail }) => this.light(detail), { signal });
  }

  draw() {
    this.lit = null;
    for (const player of this.deck.players) {
      player.lane.querySelectorAll(".take-pins, .take-lines").forEach((old) => old.remove());
      const pins = [...document.querySelectorAll(`.thread .pin[data-take="${player.dataset.take}"]`)];
      if (pins.length) player.lane.append(make("div", { class: "take-pins", "data-made": "" }, ...pins.map((pin) => this.pin(player, pin))));
      const lines = this.deck.lines.of(player.dataset.take);
      if (lines.length) player.lane.append(make("div", { class: "take-lines", "aria-hidden": "true", "data-made": "" }, ...lines.map((line) => this.line(player, line))));
      player.lane.toggleAttribute("data-lines", lines.length > 0);
    }
  }

  place(element, player, ms, untilMs) {
    const per = player.duration * 10;
    element.style.insetInlineStart = `${ms / per}%`;
    if (untilMs !== undefined) element.style.width = `${Math.max(0, untilMs - ms) / per}%`;
    return element;
  }

  pin(player, pin) {
    const thread = pin.closest(".thread");
    const words = thread.querySelector(".note-text")?.textContent.trim() ?? "";
    const who = thread.querySelector(".note-head strong")?.textContent ?? "";
    const seconds = Number(pin.dataset.ms) / 1000;
    const mark = make("button", { type: "button", class: "wave-pin", "aria-label": `Note by ${who} at ${clock(seconds)}: ${words.slice(0, 80)}`, title: `${who}: ${words.slice(0, 140)}` }, icon("message-square"));
    mark.toggleAttribute("data-resolved", thread.hasAttribute("data-resolved"));
    mark.addEventListener("click", () => this.open(player, seconds, thread.id));
    return this.place(mark, player, Number(pin.dataset.ms));
  }

  open(player, seconds, id) {
    this.deck.touch(player, seconds);
    const thread = document.getElementById(id);
    const fold = thread?.closest("details");
    if (fold) fold.open = true;
    document.querySelector(".thread[data-opened]")?.removeAttribute("data-opened");
    thread?.setAttribute("data-opened", "");
    thread?.setAttribute("tabindex", "-1");
    thread?.focus({ preventScroll: true });
    thread?.scrollIntoView({ block: "nearest" });
  }

  line(player, line) {
    line.block = this.place(make("span", {}, make("i", {}, line.text)), player, line.from, line.to);
    return line.block;
  }

  light({ take, ms }) {
    const now = this.deck.lines.at(take, ms / 1000);
    if (now === this.lit) return;
    this.lit?.block?.removeAttribute("data-lit");
    now?.block?.setAttribute("data-lit", "");
    this.lit = now;
  }
}

// The lines along a magnified wave: blocks to press, and two edges of the chosen line to drag or to move by key.
import { make } from "desk/icon";
import { isTag, until } from "desk/lyric-editor-lines";
import { isMoved } from "desk/lyric-editor-own";
import { Ground } from "desk/lyric-editor-ground";
import { exact, spokenExact, stepOf } from "desk/lyric-editor-time";

const ZOOMS = [12, 24, 48, 96, 192, 384]; // pixels a second
const SIDES = { start: "Start", end: "End" };

export class Strip {
  constructor(host, editor) {
    Object.assign(this, { host, editor, zoom: 3, blocks: [] });
    this.axis = host.appendChild(make("div", { class: "strip-axis" }));
    this.ground = new Ground(host, this.axis, editor);
    this.lines = this.axis.appendChild(make("div", { class: "strip-lines", "aria-hidden": "true" }));
    this.ghosts = ["start", "end"].map((side) => this.axis.appendChild(make("span", { class: "strip-ghost", "data-side": side, "aria-hidden": "true" })));
    this.now = this.axis.appendChild(make("span", { class: "strip-now", "aria-hidden": "true" }));
    this.edges = editor.isReadonly ? [] : Object.keys(SIDES).map((side) => this.edge(side));
    this.axis.addEventListener("pointerdown", (event) => (this.pressedAt = [event.clientX, host.scrollLeft]));
    this.axis.addEventListener("click", (event) => this.press(event));
  }

  get scale() {
    return ZOOMS[this.zoom] / 1000; // pixels a millisecond
  }

  setZoom(step) {
    const centre = (this.host.scrollLeft + this.host.clientWidth / 2) / this.scale;
    this.zoom = Math.min(Math.max(this.zoom + step, 0), ZOOMS.length - 1);
    this.editor.show();
    this.host.scrollLeft = centre * this.scale - this.host.clientWidth / 2;
  }

  edge(side) {
    const edge = this.axis.appendChild(make("div", { class: "strip-edge", role: "slider", tabindex: "0", "data-side": side, "aria-valuemin": "0" }));
    edge.addEventListener("pointerdown", (event) => this.drag(event, side, edge));
    edge.addEventListener("keydown", (event) => {
      const step = stepOf(event);
      if (step === null) return;
      event.preventDefault();
      event.stopPropagation();
      this.editor.moveEdge(side, this.editor.line[side] + step, `${side} ${this.editor.line.id}`);
    });
    return edge;
  }

  drag(event, side, edge) {
    if (event.button) return;
    event.preventDefault();
    edge.focus({ preventScroll: true });
    edge.setPointerCapture(event.pointerId);
    const [from, ms, key] = [event.clientX, this.valueOf(side), `drag ${event.timeStamp}`];
    const move = ({ clientX }) => this.editor.moveEdge(side, ms + (clientX - from) / this.scale, key);
    const drop = () => {
      edge.removeEventListener("pointermove", move);
      this.wasDragged = true;
      setTimeout(() => (this.wasDragged = false));
    };
    edge.addEventListener("pointermove", move);
    edge.addEventListener("lostpointercapture", drop, { once: true });
  }

  valueOf(side) {
    const { shown, chosen } = this.editor;
    return side === "start" ? shown[chosen].start : this.endOf(shown, chosen);
  }

  endOf(lines, at) {
    const { start, end } = lines[at];
    return end > start ? end : Math.min(until(lines, at), this.duration);
  }

  get duration() {
    return (this.editor.player?.duration || 0) * 1000 || Math.max(1000, ...this.editor.shown.map(({ end }) => end + 5000));
  }

  press(event) {
    if (this.wasDragged || event.target.closest(".strip-edge")) return;
    const block = event.target.closest(".strip-line");
    if (block) this.editor.choose(Number(block.dataset.at));
    this.editor.seek((event.clientX - this.axis.getBoundingClientRect().left) / this.scale);
  }

  draw(lines) {
    this.axis.style.width = `${this.duration * this.scale}px`;
    const blocks = lines.flatMap((line, at) => (line.isTimed ? [this.block(line, at, lines)] : []));
    this.lines.replaceChildren(...blocks);
    this.drawChosen(lines);
    this.ground.draw(this.scale, this.duration);
  }

  block(line, at, lines) {
    const block = make("span", { class: "strip-line", "data-at": String(at) }, make("span", {}, isTag(line) ? line.text.trim().slice(1, -1) : line.text));
    block.toggleAttribute("data-tag", isTag(line));
    block.toggleAttribute("data-chosen", at === this.editor.chosen);
    block.toggleAttribute("data-open", !isTag(line) && line.end <= line.start);
    block.style.insetInlineStart = `${line.start * this.scale}px`;
    if (!isTag(line)) block.style.inlineSize = `${Math.max(2, (this.endOf(lines, at) - line.start) * this.scale)}px`;
    return block;
  }

  drawChosen(lines) {
    const line = lines[this.editor.chosen];
    const isThere = Boolean(line?.isTimed);
    for (const edge of this.edges) {
      const { side } = edge.dataset;
      edge.hidden = !isThere || (side === "end" && isTag(line));
      if (edge.hidden) continue;
      const ms = this.valueOf(side);
      edge.style.insetInlineStart = `${ms * this.scale}px`;
      edge.setAttribute("aria-label", `${SIDES[side]} of “${line.text}”`);
      edge.setAttribute("aria-valuenow", String(ms));
      edge.setAttribute("aria-valuemax", String(Math.round(this.duration)));
      edge.setAttribute("aria-valuetext", spokenExact(ms));
      edge.dataset.at = exact(ms);
    }
    for (const ghost of this.ghosts) {
      const { side } = ghost.dataset;
      ghost.hidden = !isThere || !isMoved(line) || line.own[side] === line[side] || (side === "end" && isTag(line));
      if (!ghost.hidden) ghost.style.insetInlineStart = `${line.own[side] * this.scale}px`;
    }
  }

  // Turns the page of the strip when the sound runs out of it.
  at(ms, isPlaying) {
    this.now.style.insetInlineStart = `${ms * this.scale}px`;
    if (isPlaying) this.bring(ms, ms);
  }

  bring(from, to) {
    const { scrollLeft, clientWidth } = this.host;
    const [left, right] = [from * this.scale, to * this.scale];
    if (left < scrollLeft + 24 || right > scrollLeft + clientWidth - 24) this.host.scrollLeft = left - clientWidth * 0.15;
  }
}

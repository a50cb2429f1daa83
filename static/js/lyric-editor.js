// <lyric-editor> round the plain form of a version's lyrics: lines over the wave, tapped along or moved, every step can be taken back.
import { History } from "desk/lyric-editor-history";
import { fromRows, isTag, litAt, shift, until } from "desk/lyric-editor-lines";
import { matched } from "desk/lyric-editor-own";
import { Panel } from "desk/lyric-editor-panel";
import { Post } from "desk/lyric-editor-post";
import { Rows } from "desk/lyric-editor-rows";
import { EditedSheet } from "desk/lyric-editor-sheet";
import { Strip } from "desk/lyric-editor-strip";
import { Tapping } from "desk/lyric-editor-tap";

const read = (id) => JSON.parse(document.getElementById(id).textContent);

class LyricEditor extends EditedSheet {
  connectedCallback() {
    if (this.history) return; // only moved
    this.life = new AbortController();
    this.isReadonly = this.hasAttribute("data-readonly");
    this.form = this.querySelector("form.timeline-form");
    this.player = this.querySelector("take-player");
    this.originals = read("editor-original");
    this.history = new History(matched(fromRows(read("editor-lines")), this.originals));
    Object.assign(this, { chosen: 0, offset: 0, offsetFrom: 0 });
    this.querySelectorAll("[data-made-live]").forEach((part) => (part.hidden = false));
    this.setAttribute("data-live", "");
    this.rows = new Rows(this.querySelector(".edit-lines"), this);
    this.strip = new Strip(this.querySelector(".strip"), this);
    if (!this.isReadonly) {
      this.post = new Post(this);
      this.tapping = new Tapping(this.querySelector(".tap-bar"), this);
    }
    this.panel = new Panel(this);
    this.player?.addEventListener("take-time", () => this.tick());
    this.show();
  }

  disconnectedCallback() {
    this.life.abort();
    cancelAnimationFrame(this.frame);
  }

  // What is to be seen: the lines as they would be with the offset that is being tried.
  get shown() {
    return this.offset ? shift(this.lines, this.offset, this.offsetFrom) : this.lines;
  }

  show() {
    this.chosen = Math.max(0, Math.min(this.chosen, this.lines.length - 1));
    const { shown } = this;
    this.rows.draw(shown);
    this.strip.draw(shown);
    this.panel.draw();
    this.mark();
  }

  choose(at, { isQuiet = false } = {}) {
    this.chosen = at;
    this.show();
    if (this.line?.isTimed) this.strip.bring(this.line.start, Math.max(this.line.end, this.line.start));
    if (isQuiet) this.rows.rows.get(this.line?.id)?.item.scrollIntoView({ block: "nearest" });
  }

  // Every frame while the sound plays, because a line of text must not lag behind it.
  tick() {
    cancelAnimationFrame(this.frame);
    this.mark();
    if (this.player.isPlaying) this.frame = requestAnimationFrame(() => this.tick());
  }

  mark() {
    const ms = (this.player?.time ?? 0) * 1000;
    const isPlaying = Boolean(this.player?.isPlaying);
    if (isPlaying && this.isLooping && this.line?.isTimed && !isTag(this.line)) {
      const { start } = this.shown[this.chosen];
      if (ms >= until(this.shown, this.chosen) || ms < start - 500) return this.player.seek(start / 1000);
    }
    this.rows.light(ms);
    this.strip.at(ms, isPlaying);
    this.panel.at(ms, isPlaying);
    return undefined;
  }

  seek(ms) {
    this.player?.seek(ms / 1000);
    this.mark();
  }

  hear(at) {
    this.choose(at);
    if (!this.player || !this.line.isTimed) return;
    const isHere = this.player.isPlaying && litAt(this.shown, this.player.time * 1000) === at;
    if (isHere) return void this.player.pause();
    this.seek(this.shown[at].start);
    this.player.play();
  }

  go(at, caret) {
    if (!this.lines[at]) return;
    this.choose(at);
    this.rows.focus(at, caret ?? undefined);
  }
}

customElements.define("lyric-editor", LyricEditor);

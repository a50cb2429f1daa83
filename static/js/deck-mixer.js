// The sound of a deck: a gain for each take, loudness trims, and switches that are a crossfade at the same place.
import { reachable } from "desk/mp3-place";
import { channelOf, open, out } from "desk/sound-out";

const FADE_S = 0.015;
const NEAR_S = 0.004;
const FAR_S = 0.12;
const SETTLE_MS = 45;
const PATIENCE_MS = 900;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export class Mixer {
  constructor(volume) {
    Object.assign(this, { volume, trims: new Map(), lead: 0.03 });
  }

  get context() {
    return out.context;
  }

  // Through Web Audio from the first gesture on; before it, the element's own volume has to do.
  open(audio) {
    return open(audio, { volume: this.volume, trim: this.trim(audio) }) ?? this.level(audio);
  }

  trim(audio) {
    return this.trims.get(audio) ?? 1;
  }

  level(audio) {
    if (!channelOf(audio)) audio.volume = this.volume * this.trim(audio);
  }

  fade(audio, to) {
    const gain = channelOf(audio)?.gain;
    if (!gain) return this.level(audio);
    const now = this.context.currentTime;
    gain.cancelScheduledValues(now);
    gain.setValueAtTime(gain.value, now);
    gain.linearRampToValueAtTime(to, now + FADE_S);
  }

  setVolume(volume) {
    this.volume = volume;
    if (out.master) out.master.gain.setTargetAtTime(volume, this.context.currentTime, 0.01);
    for (const audio of this.trims.keys()) this.level(audio);
  }

  setTrims(trims) {
    this.trims = trims;
    for (const audio of trims.keys()) if (audio !== this.coming) this.fade(audio, this.trim(audio));
  }

  // Only this one is heard.
  solo(audio) {
    this.up = audio;
    this.coming = null;
    this.turn = null;
    this.fade(audio, this.trim(audio));
    for (const other of this.trims.keys()) if (other !== audio) other.pause();
  }

  // From the one that is heard to another, which starts silent, is brought to the same place and then faded in.
  async cross(to) {
    const from = this.up;
    if (to === from) return this.solo(to);
    const mine = (this.turn = {});
    this.coming?.pause();
    this.coming = to;
    const isFading = this.open(from) && this.open(to);
    this.fade(to, 0);
    if (isFading) channelOf(to).gain.setValueAtTime(0, this.context.currentTime);
    to.playbackRate = from.playbackRate;
    to.currentTime = reachable(to, from.currentTime + (isFading ? this.lead * from.playbackRate : 0));
    await to.play().catch(() => undefined);
    if (isFading) await this.align(from, to, mine);
    if (this.turn !== mine) return;
    if (to.paused) return this.giveUp();
    [this.up, this.coming] = [to, null];
    this.fade(to, this.trim(to));
    if (isFading) {
      this.fade(from, 0);
      await wait(FADE_S * 1000 + 20);
    }
    if (this.up === to && !this.coming) this.solo(to);
  }

  giveUp() {
    [this.coming, this.turn] = [null, null];
  }

  async align(from, to, mine) {
    const [end, rate] = [performance.now() + PATIENCE_MS, from.playbackRate];
    const ahead = async () => {
      let sum = 0;
      for (let read = 0; read < 4; read += 1) {
        await wait(6);
        sum += to.currentTime - from.currentTime;
      }
      return sum / 4;
    };
    const isOver = () => this.turn !== mine || from.paused || to.paused || performance.now() > end;
    await wait(SETTLE_MS);
    let off = await ahead();
    this.lead = Math.min(Math.max(this.lead - (0.7 * off) / rate, 0), 0.25);
    while (!isOver() && Math.abs(off) > NEAR_S) {
      if (Math.abs(off) > FAR_S) {
        to.currentTime = reachable(to, from.currentTime + this.lead * rate);
      } else {
        to.preservesPitch = false; // nobody hears it yet, and this is exact
        to.playbackRate = rate * (off > 0 ? 0.8 : 1.2);
        await wait((Math.abs(off) / (0.2 * rate)) * 1000);
        to.playbackRate = rate;
        to.preservesPitch = true;
      }
      await wait(SETTLE_MS);
      off = await ahead();
    }
    to.playbackRate = rate;
    to.preservesPitch = true;
  }
}

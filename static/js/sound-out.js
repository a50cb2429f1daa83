// The one way out for sound that goes through Web Audio; it outlives the pages, so that what plays goes on.
const channels = new WeakMap();

export const out = { context: null, master: null };

// A gain of its own for this audio; none before the first gesture, when a browser would keep it silent.
export function open(audio, { volume, trim }) {
  if (navigator.userActivation?.hasBeenActive === false) return channels.get(audio);
  if (!out.context) {
    out.context = new AudioContext();
    out.master = new GainNode(out.context, { gain: volume });
    out.master.connect(out.context.destination);
  }
  out.context.resume();
  if (!channels.has(audio)) {
    const gain = new GainNode(out.context, { gain: trim });
    out.context.createMediaElementSource(audio).connect(gain).connect(out.master);
    channels.set(audio, gain);
    audio.volume = 1;
  }
  return channels.get(audio);
}

export function channelOf(audio) {
  return channels.get(audio);
}

// Lets go of an audio that no page has any more: neither its bytes nor its channel are kept.
export function close(audio) {
  audio.pause();
  channels.get(audio)?.disconnect();
  channels.delete(audio);
  audio.replaceChildren();
  audio.removeAttribute("src");
  audio.load();
}

// How loud it is for the listener, 0 to 1, whichever way it goes.
export function levelOf(audio) {
  const channel = channels.get(audio);
  return channel ? out.master.gain.value * channel.gain.value : audio.volume;
}

// Browsers find a place in an mp3 to the nearest of its frames, and believe it was the place they were asked for.
// Asked for the beginning of a frame they are right, so that two takes at the same second are at the same place.
const FRAME_S = 1152 / 44_100;

// To the nearest one; a line that is pressed asks for the next one, lest the line before it be lit.
export function reachable(audio, second, round = Math.round) {
  if (second <= 0 || !/\.mp3$/.test(audio.currentSrc)) return second;
  return (round(second / FRAME_S) + 0.02) * FRAME_S;
}

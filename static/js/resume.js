// Comes first on every page: what played on the page before goes on at once, before the rest has loaded.
const KEPT = "remixdesk.playing";

export function keep(playing) {
  sessionStorage.setItem(KEPT, JSON.stringify(playing));
}

// What was kept, with its sound begun; null when nothing played. Only the first who asks gets it.
export function takeUp() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (!kept) return null;
  const audio = Object.assign(new Audio(kept.src), { currentTime: kept.time, volume: kept.volume, preload: "auto" });
  audio.playbackRate = audio.defaultPlaybackRate = kept.rate;
  audio.play().catch(() => undefined); // the browser may want a press first
  return { ...kept, audio };
}

export const begun = takeUp();

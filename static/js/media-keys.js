// Tells the system what plays, and lets its keys and lock screen steer it.
// `player` answers play(), toggle(), nudge(seconds), seek(second).
export function announce(player, title) {
  const session = navigator.mediaSession;
  if (!session) return;
  session.metadata = new MediaMetadata({ title, artist: "Remixdesk" });
  const handlers = {
    play: () => player.play(),
    pause: () => player.toggle(),
    seekbackward: ({ seekOffset }) => player.nudge(-(seekOffset || 5)),
    seekforward: ({ seekOffset }) => player.nudge(seekOffset || 5),
    seekto: ({ seekTime }) => player.seek(seekTime),
    previoustrack: player.lines && (() => player.lines.step(-1)),
    nexttrack: player.lines && (() => player.lines.step(1)),
  };
  for (const [name, handler] of Object.entries(handlers)) session.setActionHandler(name, handler ?? null);
}

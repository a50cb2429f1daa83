// Tells the system what plays, and lets its keys and lock screen steer it.
// `player` answers play(), toggle(), nudge(seconds), seek(second).
const session = navigator.mediaSession;

let steered = null;

export function announce(player, title) {
  if (!session) return;
  steered = player;
  session.metadata = new MediaMetadata({ title, artist: "Remixdesk" });
  steer({
    play: () => player.play(),
    pause: () => player.toggle(),
    seekbackward: ({ seekOffset }) => player.nudge(-(seekOffset || 5)),
    seekforward: ({ seekOffset }) => player.nudge(seekOffset || 5),
    seekto: ({ seekTime }) => player.seek(seekTime),
    previoustrack: player.lines && (() => player.lines.step(-1)),
    nexttrack: player.lines && (() => player.lines.step(1)),
  });
}

// A player that has gone has nothing left to steer, unless another one has taken over.
export function withdraw(player) {
  if (!session || steered !== player) return;
  steered = session.metadata = null;
  steer({});
}

function steer(handlers) {
  for (const name of ["play", "pause", "seekbackward", "seekforward", "seekto", "previoustrack", "nexttrack"]) {
    session.setActionHandler(name, handlers[name] ?? null);
  }
}

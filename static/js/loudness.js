// What to take away from each take so that all are as loud as the quietest; never adds, so nothing can clip.
export function trimsOf(players) {
  const known = players.filter(({ dataset }) => dataset.loudness).map((player) => [player, Number(player.dataset.loudness)]);
  const quietest = Math.min(...known.map(([, lufs]) => lufs));
  const decibels = new Map(players.map((player) => [player, null]));
  for (const [player, lufs] of known) decibels.set(player, Math.min(0, quietest - lufs));
  return decibels;
}

export const factor = (decibels) => 10 ** ((decibels ?? 0) / 20);

export function worded(decibels) {
  if (decibels === null) return "loudness unknown";
  return `${decibels > -0.05 ? "±0.0" : decibels.toFixed(1).replace("-", "−")} dB`;
}

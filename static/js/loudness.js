// All takes of a deck equally loud: takes away what the louder ones have more; never adds, so nothing can clip.
const MATCH = "remixdesk.match";

function trimsOf(players) {
  const known = players.filter(({ dataset }) => dataset.loudness).map((player) => [player, Number(player.dataset.loudness)]);
  const quietest = Math.min(...known.map(([, lufs]) => lufs));
  const decibels = new Map(players.map((player) => [player, null]));
  for (const [player, lufs] of known) decibels.set(player, Math.min(0, quietest - lufs));
  return decibels;
}

const factor = (decibels) => 10 ** ((decibels ?? 0) / 20);

function worded(decibels) {
  if (decibels === null) return "loudness unknown";
  return `${decibels > -0.05 ? "±0.0" : decibels.toFixed(1).replace("-", "−")} dB`;
}

export class Loudness {
  constructor(deck) {
    this.deck = deck;
    this.isMatching = deck.isBlind || localStorage.getItem(MATCH) !== "off";
  }

  // A blind listener cannot have it otherwise and is told no numbers.
  toggle() {
    if (this.deck.isBlind) return;
    this.isMatching = !this.isMatching;
    localStorage.setItem(MATCH, this.isMatching ? "on" : "off");
    this.apply();
  }

  apply() {
    const { players, mixer, dock, isBlind } = this.deck;
    const decibels = trimsOf(players);
    const hasTwo = this.isMatching && players.length > 1;
    mixer.setTrims(new Map([...decibels].map(([player, db]) => [player.audio, hasTwo ? factor(db) : 1])));
    for (const [player, db] of decibels) player.tell(hasTwo && !isBlind ? worded(db) : "");
    dock.showMatch(this.isMatching);
  }
}

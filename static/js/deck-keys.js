// The keys of the deck; none of them acts while somebody types, and all can be switched off.
const STEP_S = 5;
const LEAP_S = 10;

function isTaken(event) {
  // AltGr is how some keyboards type [ and ].
  const isAlt = (event.altKey || event.ctrlKey) && !event.getModifierState("AltGraph");
  if (event.defaultPrevented || event.metaKey || isAlt) return true;
  if (document.querySelector("dialog[open]")) return true;
  const at = event.target;
  if (at.isContentEditable || at.matches("input, textarea, select")) return true;
  return event.key === " " && at.matches("button, a, summary, [role=button]");
}

// Where the focus is when nobody has put it anywhere: on the page, or on the heading of one that has just come.
function isNowhere(target) {
  return target.matches("body, h1");
}

const ACTS = {
  " ": (deck) => deck.toggle(),
  k: (deck) => deck.toggle(),
  j: (deck) => deck.nudge(-LEAP_S),
  l: (deck) => deck.nudge(LEAP_S),
  arrowleft: (deck, { shiftKey }) => deck.nudge(shiftKey ? -1 : -STEP_S),
  arrowright: (deck, { shiftKey }) => deck.nudge(shiftKey ? 1 : STEP_S),
  arrowup: (deck, { target }) => isNowhere(target) && (deck.lines.step(-1), true),
  arrowdown: (deck, { target }) => isNowhere(target) && (deck.lines.step(1), true),
  "[": (deck) => deck.loop.mark("start"),
  "]": (deck) => deck.loop.mark("end"),
  x: (deck) => deck.loop.clear(),
  "<": (deck) => deck.dock.stepRate(-1),
  ">": (deck) => deck.dock.stepRate(1),
  "+": (deck) => deck.view.zoomBy(2),
  "-": (deck) => deck.view.zoomBy(0.5),
  m: (deck) => deck.loudness.toggle(),
  c: (deck) => deck.lines.noteHere(),
  "?": (deck) => deck.help(),
};

export function listenForKeys(deck, { signal }) {
  document.addEventListener("keydown", act, { signal });

  function act(event) {
    if (deck.dataset.keys === "off" || isTaken(event)) return;
    const digit = /^Digit([0-9])$/.exec(event.code)?.[1];
    if (digit && event.shiftKey) deck.seek((deck.active?.duration * Number(digit)) / 10);
    else if (/^[0-9]$/.test(event.key)) deck.choose(event.key);
    else if (ACTS[event.key.toLowerCase()]?.(deck, event) === false || !ACTS[event.key.toLowerCase()]) return;
    event.preventDefault();
  }
}

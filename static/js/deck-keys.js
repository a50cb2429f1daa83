// The keys of the deck; none of them acts while somebody types, and all can be switched off.
const STEP_S = 5;

function isTaken(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector("dialog[open]")) return true;
  const at = event.target;
  if (at.isContentEditable || at.matches("input, textarea, select")) return true;
  return event.key === " " && at.matches("button, a, summary, [role=button]");
}

// `deck` answers toggle(), nudge(seconds), choose(take), help(); returns a function that lets go.
export function listenForKeys(deck) {
  const act = (event) => {
    if (deck.dataset.keys === "off" || isTaken(event)) return;
    const step = event.shiftKey ? 1 : STEP_S;
    if (event.key === " ") deck.toggle();
    else if (event.key === "ArrowLeft") deck.nudge(-step);
    else if (event.key === "ArrowRight") deck.nudge(step);
    else if (/^[0-9]$/.test(event.key)) deck.choose(event.key);
    else if (event.key === "?") deck.help();
    else return;
    event.preventDefault();
  };
  document.addEventListener("keydown", act);
  return () => document.removeEventListener("keydown", act);
}

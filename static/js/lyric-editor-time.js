// Times in a lyric editor, to the hundredth: 64500 ms is "1:04.50", and back.
export function exact(ms) {
  const hundredths = Math.round(ms / 10);
  const [minutes, rest] = [Math.floor(hundredths / 6000), hundredths % 6000];
  return `${minutes}:${(rest / 100).toFixed(2).padStart(5, "0")}`;
}

// Milliseconds, or null for what is no time. "64.5", "1:04.5" and "1:04,5" are the same.
export function readExact(text) {
  const found = /^(?:(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!found || (found[1] && Number(found[2]) > 59)) return null;
  return Number(found[1] ?? 0) * 60_000 + Number(found[2]) * 1000 + Number((found[3] ?? "0").padEnd(3, "0"));
}

export function spokenExact(ms) {
  const minutes = Math.floor(ms / 60_000);
  const seconds = `${((ms % 60_000) / 1000).toFixed(2)} seconds`;
  return minutes ? `${minutes} minute${minutes === 1 ? "" : "s"} ${seconds}` : seconds;
}

// 10 ms a step, 100 ms with Shift; null for other keys.
export function stepOf({ key, shiftKey, ctrlKey, metaKey, altKey }, hasSides = true) {
  const way = { ArrowUp: 1, ArrowDown: -1, ...(hasSides && { ArrowRight: 1, ArrowLeft: -1 }) }[key];
  return !way || ctrlKey || metaKey || altKey ? null : way * (shiftKey ? 100 : 10);
}

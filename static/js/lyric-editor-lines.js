// Lines of a lyric sheet and what an editor does to them: pure functions, list in, list out, times in milliseconds.
// A line is {id, text, start, end, words, own, isTimed}; `own` is the service's timing of it, null where there is none.
const TAG = /^\[[^[\]]+\]$/;
const LIT_MS = 4000; // how long a line without an end is lit when nothing follows
let last = 0;

export const newLine = (facts) => ({ id: (last += 1), text: "", start: 0, end: 0, words: null, own: null, isTimed: true, ...facts });
export const isTag = (line) => TAG.test(line.text.trim());

// Words that all came without times are there to be tapped.
export function fromRows(rows) {
  const isTimed = rows.some((row) => row.start_ms || row.end_ms);
  return rows.map((row) => newLine({ text: row.text, start: row.start_ms, end: row.end_ms, words: row.words ?? null, isTimed }));
}

// As the server takes them. What has no time yet stays behind the line above.
export function toRows(lines) {
  let latest = 0;
  const hasTimes = lines.some((line) => line.isTimed);
  return lines.filter((line) => line.text.trim()).map((line) => {
    const [start, end] = line.isTimed || !hasTimes ? [line.start, line.end] : [latest, latest];
    latest = Math.max(latest, start, end);
    return { text: line.text.trim(), start_ms: start, end_ms: isTag(line) ? start : Math.max(start, end), ...(line.words && { words: line.words }) };
  });
}

export function put(lines, at, facts) {
  return lines.map((line, place) => (place === at ? { ...line, ...facts } : line));
}

export function near(lines, at, step) {
  let place = at + step;
  while (lines[place] && (isTag(lines[place]) || !lines[place].isTimed)) place += step;
  return lines[place] ? place : -1;
}

// Until when a line is lit, as on the page of the remix.
export function until(lines, at) {
  const next = lines[near(lines, at, 1)]?.start ?? Infinity;
  const { start, end } = lines[at];
  return Math.min(end > start ? end : start + LIT_MS, next > start ? next : Infinity);
}

export function litAt(lines, now) {
  const ms = Math.round(now); // a seek to 2013 ms stands at 2012.999
  return lines.findIndex((line, at) => line.isTimed && !isTag(line) && line.start <= ms && ms < until(lines, at));
}

const shifted = (words, by) => words?.map((word) => ({ ...word, start_ms: Math.max(0, word.start_ms + by) })) ?? null;

// A start may go back as far as that of the line above, which then ends sooner; lines that touch keep touching.
export function moveStart(lines, at, ms) {
  const line = lines[at];
  const before = near(lines, at, -1);
  const floor = lines[before]?.start ?? 0;
  const ceiling = line.end > line.start ? line.end : Math.max(line.start, lines[near(lines, at, 1)]?.start ?? Infinity);
  const start = Math.round(Math.min(Math.max(ms, floor), ceiling));
  const words = line.words && [{ ...line.words[0], start_ms: start }, ...line.words.slice(1)];
  let moved = put(lines, at, { start, end: isTag(line) ? start : line.end > line.start ? line.end : start, words: ordered(words), isTimed: true });
  if (before >= 0 && !isTag(line) && (lines[before].end > start || lines[before].end === line.start)) moved = put(moved, before, { end: start });
  return moved;
}

export function moveEnd(lines, at, ms) {
  const ceiling = lines[near(lines, at, 1)]?.start ?? Infinity;
  const { start } = lines[at];
  return put(lines, at, { end: Math.round(Math.max(start, Math.min(ms, Math.max(ceiling, start)))), isTimed: true });
}

const ordered = (words) => (words?.every((word, at) => !at || words[at - 1].start_ms <= word.start_ms) ? words : null);

// A line begins now: what was sung before it is over, tags right above it come along.
export function tap(lines, at, ms) {
  const now = Math.round(ms);
  const line = lines[at];
  const length = line.end > line.start ? line.end - line.start : 0;
  const end = line.isTimed && line.end > now ? line.end : now + length;
  let tapped = put(lines, at, { start: now, end, words: shifted(line.words, now - line.start), isTimed: true });
  for (let tag = at - 1; tag >= 0 && isTag(lines[tag]); tag -= 1) tapped = put(tapped, tag, { start: now, end: now, isTimed: true });
  const before = near(lines, at, -1);
  const { start, end: over } = lines[before] ?? {};
  if (before >= 0 && start < now && (over > now || over <= start || over === line.start)) tapped = put(tapped, before, { end: now });
  return tapped;
}

// Typing keeps the times of the words as long as there are as many of them.
export function setText(lines, at, text) {
  const spelled = text.trim().split(/\s+/);
  const { words } = lines[at];
  return put(lines, at, { text, words: words?.length === spelled.length ? words.map((word, place) => ({ ...word, text: spelled[place] })) : null });
}

// At the caret; where words have no times, the cut is where it would fall at an even pace.
export function split(lines, at, caret) {
  const line = lines[at];
  const [head, tail] = [line.text.slice(0, caret).trimEnd(), line.text.slice(caret).trimStart()];
  const count = head ? head.split(/\s+/).length : 0;
  const cut = line.words?.[count]?.start_ms ?? Math.round(line.start + (Math.max(line.end, line.start) - line.start) * (line.text.length ? caret / line.text.length : 1));
  const first = { ...line, text: head, end: line.end > line.start ? cut : line.end, words: line.words && head ? line.words.slice(0, count) : null };
  const second = newLine({ text: tail, start: tail ? cut : Math.max(line.end, line.start), end: Math.max(line.end, line.start), words: line.words?.length > count ? line.words.slice(count) : null, isTimed: line.isTimed });
  return lines.toSpliced(at, 1, first, second);
}

// With the line below.
export function merge(lines, at) {
  const [one, two] = [lines[at], lines[at + 1]];
  if (!two) return lines;
  const words = !two.text ? one.words : !one.text ? two.words : one.words && two.words ? [...one.words, ...two.words] : null;
  const text = [one.text.trim(), two.text.trim()].filter(Boolean).join(" ");
  const own = one.own && two.own ? { ...one.own, end: two.own.end } : one.own;
  return lines.toSpliced(at, 2, { ...one, text, end: Math.max(one.end, two.end), words, own });
}

export function shift(lines, by, from = 0) {
  return lines.map((line, at) => (at < from || !line.isTimed ? line : { ...line, start: Math.max(0, line.start + by), end: Math.max(0, line.end + by), words: shifted(line.words, by) }));
}

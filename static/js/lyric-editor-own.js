// The service's own timing beside the team's: which line was which, and whether it was moved.
import { put } from "desk/lyric-editor-lines";

const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}[\]]+/gu, " ").trim();
const MOST = 1500; // beyond that many lines only equal places are compared

// Every line gets `own`: the longest common run of texts decides, and between two that match, equal numbers pair up.
export function matched(lines, rows) {
  const pairs = lines.length * rows.length > MOST * MOST ? sameTexts(lines, rows) : common(lines.map(({ text }) => plain(text)), rows.map(({ text }) => plain(text)));
  const own = new Map();
  let [line, row] = [0, 0];
  for (const [nextLine, nextRow] of [...pairs, [lines.length, rows.length]]) {
    if (nextLine - line === nextRow - row) for (let gap = 0; line + gap < nextLine; gap += 1) own.set(line + gap, rows[row + gap]);
    if (nextLine < lines.length) own.set(nextLine, rows[nextRow]);
    [line, row] = [nextLine + 1, nextRow + 1];
  }
  return lines.map((each, at) => ({ ...each, own: own.has(at) ? { start: own.get(at).start_ms, end: own.get(at).end_ms } : null }));
}

const sameTexts = (lines, rows) => lines.flatMap((line, at) => (rows[at]?.text === line.text ? [[at, at]] : []));

// Longest common subsequence, as pairs of places.
function common(a, b) {
  const best = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
  }
  const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (best[i + 1][j] >= best[i][j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}

export const isMoved = (line) => Boolean(line.own) && line.isTimed && (line.own.start !== line.start || line.own.end !== line.end);

export const back = (lines, at) => put(lines, at, { ...lines[at].own, words: null, isTimed: true });

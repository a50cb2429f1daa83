// Seconds as people read and as people say them.
export function clock(seconds) {
  if (!Number.isFinite(seconds) || seconds < 0) return "–";
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${minutes}:${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${tail.padStart(5, "0")}` : tail;
}

export function spoken(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  const parts = [];
  if (minutes) parts.push(`${minutes} minute${minutes === 1 ? "" : "s"}`);
  if (rest || !minutes) parts.push(`${rest} second${rest === 1 ? "" : "s"}`);
  return parts.join(" ");
}

// Milliseconds as a form takes them, to the tenth: 64500 is "1:04.5".
export function moment(ms) {
  const tenths = Math.round(ms / 100);
  const [minutes, rest] = [Math.floor(tenths / 600), tenths % 600];
  const tail = rest % 10 ? `.${rest % 10}` : "";
  return `${minutes}:${String(Math.floor(rest / 10)).padStart(2, "0")}${tail}`;
}

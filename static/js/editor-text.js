/* Pure text for the editor: the one place where code points become the units that the browser counts in, and what
   changed between two states of a text. */

/* Returns a function from a code point's number to its UTF-16 place in the text. */
export function unitsIn(text) {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (point) => Math.min(point, text.length);
  const places = [];
  let at = 0;
  for (const character of text) {
    places.push(at);
    at += character.length;
  }
  places.push(at);
  return (point) => places[Math.min(point, places.length - 1)];
}

/* Returns how many code points stand before a UTF-16 place. */
export function pointsBefore(text, unit) {
  let count = 0;
  for (let at = 0; at < unit; count += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return count;
}

/* Returns the one stretch that differs: `from` to `until` of the old text became `from` to `until + by` of the new. */
export function changeBetween(old, now) {
  const most = Math.min(old.length, now.length);
  let from = 0;
  while (from < most && old.charCodeAt(from) === now.charCodeAt(from)) from += 1;
  let tail = 0;
  while (tail < most - from && old.charCodeAt(old.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail)) tail += 1;
  return { from, until: old.length - tail, by: now.length - old.length };
}

/* Returns where a place lies after a change, or null where the change touched it. */
export function moved({ start, end }, { from, until, by }) {
  if (end <= from) return { start, end };
  if (start >= until) return { start: start + by, end: end + by };
  return null;
}

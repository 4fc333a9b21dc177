/* Places in the text of a page: an element with data-part="name" shows that part and nothing else. Offsets are code
   points; the browser counts UTF-16 units. */
import { pointsBefore, unitsIn } from "./editor-text.js";
import { piecesOf, placeIn, spotIn, textOf } from "./text-pieces.js";

/* Where a selection lies: {part, start, end, quote}, and the field where it is one; null where it is in no one part. */
export function placeOf(selection) {
  const field = document.activeElement;
  if (field instanceof HTMLTextAreaElement && field.name.startsWith("part.") && field.selectionStart < field.selectionEnd) {
    const { value, selectionStart, selectionEnd } = field;
    const quote = value.slice(selectionStart, selectionEnd);
    return quote.trim() ? { ...spanOf(field.name.slice(5), value, selectionStart, quote), field } : null;
  }
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const holder = element(range.commonAncestorContainer).closest("[data-part]");
  if (!holder) return null;
  const pieces = piecesOf(holder);
  const text = textOf(pieces);
  const from = placeIn(pieces, range.startContainer, range.startOffset);
  const until = placeIn(pieces, range.endContainer, range.endOffset);
  const words = text.slice(from, until);
  return words.trim() ? spanOf(holder.dataset.part, text, from, words) : null;
}

function spanOf(part, text, at, words) {
  const quote = words.trim();
  const from = at + words.indexOf(quote);
  return { part, start: pointsBefore(text, from), end: pointsBefore(text, from + quote.length), quote };
}

/* The range of a place in the page, or null where it is not shown. */
export function rangeOf(part, start, end) {
  const holder = document.querySelector(`[data-part="${CSS.escape(part)}"]`);
  if (!holder) return null;
  const pieces = piecesOf(holder);
  const text = textOf(pieces);
  const place = unitsIn(text);
  if (pointsBefore(text, text.length) < end) return null;
  const range = new Range();
  range.setStart(...spotIn(holder, pieces, place(start)));
  range.setEnd(...spotIn(holder, pieces, place(end)));
  return range;
}

/* Paints ranges with the browser's own highlights; the page is not touched. */
export function markPlaces(name, ranges) {
  if (globalThis.Highlight) CSS.highlights.set(name, new Highlight(...ranges));
}

function element(node) {
  return node instanceof Element ? node : node.parentElement;
}

/* Places in the text of a page: an element with data-part="name" shows that part and nothing else. Offsets are code
   points; the browser counts UTF-16 units, so this file is where one becomes the other. */

const points = (text) => [...text].length;
const units = (text, count) => [...text].slice(0, count).join("").length;

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
  if (!holder || !selection.toString().trim()) return null;
  const before = range.cloneRange();
  before.selectNodeContents(holder);
  before.setEnd(range.startContainer, range.startOffset);
  return spanOf(holder.dataset.part, holder.textContent, before.toString().length, range.toString());
}

function spanOf(part, text, at, words) {
  const quote = words.trim();
  const start = points(text.slice(0, at + words.indexOf(quote)));
  return { part, start, end: start + points(quote), quote };
}

/* The range of a place in the page, or null where it is not shown. */
export function rangeOf(part, start, end) {
  const holder = document.querySelector(`[data-part="${CSS.escape(part)}"]`);
  if (!holder) return null;
  const text = holder.textContent;
  const from = boundary(holder, units(text, start));
  const to = boundary(holder, units(text, end));
  if (!from || !to) return null;
  const range = new Range();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

/* Paints ranges with the browser's own highlights; the page is not touched. */
export function markPlaces(name, ranges) {
  if (globalThis.Highlight) CSS.highlights.set(name, new Highlight(...ranges));
}

function boundary(holder, unit) {
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  for (let left = unit, node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left <= node.length) return [node, left];
    left -= node.length;
  }
  return null;
}

function element(node) {
  return node instanceof Element ? node : node.parentElement;
}

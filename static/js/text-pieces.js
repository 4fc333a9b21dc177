/* How the words of an element are read: line breaks and the blocks that a browser makes while somebody writes are line
   ends. The one reading that the editor and the places of remarks go by. */

/* Returns the pieces in order: {node, at, text}. A line end that no node stands for has no node. */
export function piecesOf(element) {
  const pieces = [];
  let at = 0;
  let ended = false;
  const add = (node, text) => {
    pieces.push({ node, at, text });
    at += text.length;
  };
  const endLine = () => {
    if (pieces.length && !pieces.at(-1).text.endsWith("\n")) add(null, "\n");
    ended = false;
  };
  const walk = (parent) => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      const isBlock = node.nodeName === "DIV" || node.nodeName === "P";
      if (ended || isBlock) endLine();
      if (node.nodeType === Node.TEXT_NODE) add(node, node.data);
      else if (node.nodeName === "BR") add(node, "\n");
      else if (node.nodeType === Node.ELEMENT_NODE) walk(node);
      if (isBlock) ended = true;
    }
  };
  walk(element);
  return pieces;
}

export function textOf(pieces) {
  return pieces.length === 1 ? pieces[0].text : pieces.map((piece) => piece.text).join("");
}

/* Returns [node, offset] of a place of the text. */
export function spotIn(element, pieces, place) {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle].at <= place) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && pieces[low].node?.nodeType !== Node.TEXT_NODE) low -= 1;
  const piece = pieces[low];
  if (piece?.node?.nodeType !== Node.TEXT_NODE) return [element, 0];
  return [piece.node, Math.min(place - piece.at, piece.node.length)];
}

/* Returns the place in the text of a spot within the element. */
export function placeIn(pieces, node, offset) {
  if (node.nodeType === Node.TEXT_NODE) return (pieces.find((piece) => piece.node === node)?.at ?? 0) + offset;
  const spot = new Range();
  spot.setStart(node, offset);
  const after = pieces.find((piece) => piece.node?.isConnected && spot.comparePoint(piece.node, 0) >= 0);
  if (after) return after.at;
  const last = pieces.at(-1);
  return last ? last.at + last.text.length : 0;
}

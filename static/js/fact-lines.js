/* Connects values that disagree in two texts beside each other. The numbers say the same without this file. */
const SVG = "http://www.w3.org/2000/svg";

export function enhance(place) {
  const pairs = connected(place);
  if (!pairs.size) return;
  const drawing = document.createElementNS(SVG, "svg");
  drawing.classList.add("fact-lines");
  drawing.setAttribute("aria-hidden", "true");
  const lines = new Map();
  for (const [number, [left]] of pairs) {
    const line = document.createElementNS(SVG, "path");
    line.classList.toggle("loose", left.classList.contains("look"));
    drawing.append(line);
    lines.set(number, line);
  }
  place.append(drawing);

  const draw = () => {
    const frame = place.getBoundingClientRect();
    const side = place.querySelector('[data-side="right"]').getBoundingClientRect();
    let track = 0;
    for (const [number, [left, right]] of pairs) {
      const from = [...left.getClientRects()].pop();
      const to = right.getClientRects()[0];
      if (!from || !to) continue;
      /* Along the leading to the gutter, down or up in it, and along the leading again: never across words. */
      const gutter = side.left - frame.left - 12 - 6 * (track++ % 5);
      const [x1, y1] = [from.right - frame.left, from.bottom - frame.top + 1];
      const [x2, y2] = [to.left - frame.left, to.bottom - frame.top + 1];
      const turn = Math.min(8, Math.abs(y2 - y1) / 2);
      const way = Math.sign(y2 - y1);
      lines.get(number).setAttribute(
        "d",
        `M${x1} ${y1}H${gutter - turn}Q${gutter} ${y1} ${gutter} ${y1 + way * turn}V${y2 - way * turn}Q${gutter} ${y2} ${gutter + turn} ${y2}H${x2}`,
      );
    }
  };
  new ResizeObserver(draw).observe(place);
  document.fonts?.ready.then(draw);

  const point = (event) => {
    const mark = event.target.closest?.("mark[data-pairs]");
    const now = new Set(mark?.dataset.pairs.split(" ") ?? []);
    for (const [number, line] of lines) line.classList.toggle("now", now.has(number));
  };
  place.addEventListener("pointerover", point);
  place.addEventListener("pointerleave", point);
}

/* By number: the mark on the left and the mark on the right. */
function connected(place) {
  const pairs = new Map();
  for (const mark of place.querySelectorAll("mark[data-pairs]")) {
    const side = mark.closest("[data-side]")?.dataset.side === "left" ? 0 : 1;
    for (const number of mark.dataset.pairs.split(" ")) {
      if (!pairs.has(number)) pairs.set(number, [null, null]);
      pairs.get(number)[side] ??= mark;
    }
  }
  for (const [number, ends] of pairs) if (!ends[0] || !ends[1]) pairs.delete(number);
  return pairs;
}

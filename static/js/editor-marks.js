/* The places that a report speaks of, painted with the browser's own highlights: the text is not touched. Each mark
   knows where it lies after every edit; one that an edit touched is gone until the next verdict. */
import { changeBetween, moved, unitsIn } from "./editor-text.js";

const PRIORITY = { carries: 0, off: 1, hint: 2, weak: 3, hard: 4, fact: 5, flash: 6 };
const SLICE = 60;
const FLASH_MS = 1600;
const CAN_PAINT = Boolean(globalThis.Highlight && CSS.highlights);
const later = globalThis.requestIdleCallback?.bind(globalThis) ?? ((work) => setTimeout(work, 16));

export class Marks {
  #surfaces;
  #marks = new Map();
  #texts = new Map();
  #waiting = [];
  #scheduled = false;
  #flashing = 0;

  constructor(surfaces) {
    this.#surfaces = new Map(surfaces.map((surface) => [surface.part, surface]));
  }

  get canPaint() {
    return CAN_PAINT;
  }

  /* Takes the marks of a report on these very texts (by part); equal ones stay as they are. */
  set(rows, texts) {
    const fresh = new Map();
    const units = new Map();
    for (const { part, start, end, kind, finding } of rows) {
      const text = texts.get(part);
      if (text === undefined || !this.#surfaces.has(part)) continue;
      if (!units.has(part)) units.set(part, unitsIn(text));
      const place = { start: units.get(part)(start), end: units.get(part)(end) };
      const name = `${part}\n${kind}\n${finding}\n${place.start}\n${place.end}`;
      fresh.set(name, { part, kind, finding, ...place, range: null });
    }
    const kept = new Set();
    for (const mark of this.#marks.values()) {
      const name = `${mark.part}\n${mark.kind}\n${mark.finding}\n${mark.start}\n${mark.end}`;
      if (fresh.has(name) && !kept.has(name)) {
        kept.add(name);
        fresh.set(name, mark);
      } else this.#forget(mark);
    }
    this.#marks = fresh;
    this.#texts = new Map(texts);
    this.#waiting = [...fresh.values()].filter((mark) => !mark.range);
    this.#schedule();
  }

  /* The text of a part was edited: what lies behind the edit moves, what it touched is dropped. */
  follow(part) {
    const surface = this.#surfaces.get(part);
    const before = this.#texts.get(part) ?? "";
    if (before === surface.text) return;
    const change = changeBetween(before, surface.text);
    this.#texts.set(part, surface.text);
    for (const [name, mark] of this.#marks) {
      if (mark.part !== part) continue;
      const place = moved(mark, change);
      if (!place) {
        this.#forget(mark);
        this.#marks.delete(name);
        continue;
      }
      Object.assign(mark, place);
      if (mark.range) this.#settle(mark, surface);
    }
  }

  /* A live range follows edits by itself; where the browser put it elsewhere, it is set right. */
  #settle(mark, surface) {
    const { range } = mark;
    const [startNode, startOffset] = surface.spot(mark.start);
    if (range.startContainer !== startNode || range.startOffset !== startOffset) range.setStart(startNode, startOffset);
    const [endNode, endOffset] = surface.spot(mark.end);
    if (range.endContainer !== endNode || range.endOffset !== endOffset) range.setEnd(endNode, endOffset);
  }

  #forget(mark) {
    if (mark.range && CAN_PAINT) registered(mark.kind).delete(mark.range);
    mark.range = null;
    mark.gone = true;
  }

  #schedule() {
    if (this.#scheduled || !CAN_PAINT || !this.#waiting.length) return;
    this.#scheduled = true;
    later(
      (deadline) => {
        this.#scheduled = false;
        let count = 0;
        while (this.#waiting.length && count < SLICE && (deadline?.timeRemaining?.() ?? 5) > 1) {
          const mark = this.#waiting.shift();
          if (!mark.gone && !mark.range) {
            mark.range = this.#surfaces.get(mark.part).range(mark.start, mark.end);
            registered(mark.kind).add(mark.range);
          }
          count += 1;
        }
        this.#schedule();
      },
      { timeout: 300 },
    );
  }

  /* Returns the mark of a card, with its surface; undefined where the words were changed since. */
  of(finding) {
    for (const mark of this.#marks.values()) {
      if (mark.finding === finding) return { ...mark, surface: this.#surfaces.get(mark.part) };
    }
    return undefined;
  }

  /* Returns the weightiest mark that has a card at a place of a part. */
  at(part, place) {
    let found;
    for (const mark of this.#marks.values()) {
      if (mark.part !== part || mark.start > place || mark.end < place || mark.kind === "carries") continue;
      if (!found || PRIORITY[mark.kind] > PRIORITY[found.kind]) found = mark;
    }
    return found;
  }

  flash(surface, start, end) {
    if (!CAN_PAINT) return;
    const highlight = registered("flash");
    highlight.clear();
    highlight.add(surface.range(start, end));
    clearTimeout(this.#flashing);
    this.#flashing = setTimeout(() => highlight.clear(), FLASH_MS);
  }
}

function registered(kind) {
  let highlight = CSS.highlights.get(kind);
  if (!highlight) {
    highlight = new Highlight();
    highlight.priority = PRIORITY[kind] ?? 0;
    CSS.highlights.set(kind, highlight);
  }
  return highlight;
}

/* What is pasted from a word processor or a page as plain words: headings, paragraphs, list items and line breaks stay,
   styles, scripts, comments and hidden marks go. The HTML is read in a document that runs and loads nothing. */
const SKIPPED = new Set(["SCRIPT", "STYLE", "HEAD", "TITLE", "META", "LINK", "TEMPLATE", "NOSCRIPT", "SVG", "IFRAME", "OBJECT", "O:P", "XML", "BUTTON", "SELECT"]);
const PARAGRAPHS = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "UL", "OL", "TABLE", "PRE", "FIGURE", "DL", "HR"]);
const LINES = new Set(["DIV", "LI", "TR", "SECTION", "ARTICLE", "HEADER", "FOOTER", "MAIN", "ASIDE", "NAV", "DT", "DD", "FIGCAPTION", "ADDRESS", "BODY"]);

/* Returns the words of an HTML fragment; with `markdown`, headings and list items carry Markdown's marks. */
export function cleanPaste(html, { markdown = false } = {}) {
  const page = new DOMParser().parseFromString(disarmed(html), "text/html");
  const writer = new Writer();
  walk(page.body, writer, { markdown, pre: false, depth: 0 });
  return writer.text();
}

/* The page's policy lets no inline style or handler through, and would complain of each: they are read as data. */
function disarmed(html) {
  return html
    .replace(/<style\b[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style=").replace(/\son[a-z]+\s*=/gi, " data-on="));
}

const styleOf = (node) => node.dataset?.style ?? "";

function walk(parent, writer, mode) {
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) writer.say(node.data, mode.pre);
    else if (node.nodeType === Node.ELEMENT_NODE && !isHidden(node)) element(node, writer, mode);
  }
}

function element(node, writer, mode) {
  const name = node.nodeName.toUpperCase();
  if (name === "BR") {
    writer.lineBreak();
    return;
  }
  const pre = mode.pre || name === "PRE" || /white-space(-collapse)?:\s*(pre|break-spaces)/i.test(styleOf(node));
  const isList = name === "UL" || name === "OL";
  const inner = { ...mode, pre, depth: mode.depth + (isList ? 1 : 0) };
  const gap = PARAGRAPHS.has(name) && !(isList && mode.depth) && !isWordItem(node) ? 2 : LINES.has(name) || PARAGRAPHS.has(name) ? 1 : 0;
  writer.gap(gap);
  writer.open(markOf(node, name, mode));
  walk(node, writer, inner);
  if ((name === "TD" || name === "TH") && node.nextElementSibling) writer.say("\t", true);
  writer.gap(gap);
}

/* What stands before a heading or an item. */
function markOf(node, name, { markdown, depth }) {
  if (markdown && /^H[1-6]$/.test(name)) return `${"#".repeat(Number(name[1]))} `;
  const indent = markdown ? "  ".repeat(Math.max(depth - 1, 0)) : "";
  if (name === "LI") {
    const list = node.parentElement;
    if (list?.nodeName !== "OL") return markdown ? `${indent}- ` : "";
    return `${indent}${list.start + [...list.children].filter((item) => item.nodeName === "LI").indexOf(node)}. `;
  }
  if (!isWordItem(node)) return "";
  const sign = [...node.querySelectorAll("[data-style]")].find(isListSign)?.textContent.trim() ?? "";
  if (/^\(?[\da-zA-Z]{1,4}[.)]/.test(sign)) return `${sign} `;
  return markdown ? "- " : "";
}

/* Word writes a list as paragraphs, and its bullet or number into a span of its own. */
function isWordItem(node) {
  return /mso-list:\s*l\d/i.test(styleOf(node));
}

function isListSign(node) {
  return /mso-list:\s*ignore/i.test(styleOf(node));
}

function isHidden(node) {
  if (SKIPPED.has(node.nodeName.toUpperCase()) || node.hidden || isListSign(node)) return true;
  return /display:\s*none|mso-hide:\s*all/i.test(styleOf(node));
}

class Writer {
  #parts = [];
  #wanted = 0;
  #space = false;
  #mark = "";

  say(text, pre) {
    const words = text.replace(/\u00a0/g, " ").replace(/\r\n?/g, "\n");
    if (pre) {
      if (words) this.#write(words);
      return;
    }
    const folded = words.replace(/[ \t\n\f]+/g, " ");
    if (folded === " ") {
      this.#space = true;
      return;
    }
    if (folded.startsWith(" ")) this.#space = true;
    this.#write(folded.trim(), folded.endsWith(" "));
  }

  #write(words, spaceAfter = false) {
    if (!words) return;
    if (this.#parts.length && this.#wanted) this.#parts.push("\n".repeat(this.#wanted));
    else if (this.#space && this.#parts.length && !/[\n\t ]$/.test(this.#parts.at(-1)) && !this.#mark) this.#parts.push(" ");
    this.#parts.push(this.#mark + words);
    this.#mark = "";
    this.#wanted = 0;
    this.#space = spaceAfter;
  }

  lineBreak() {
    this.#wanted = Math.min(this.#wanted + 1, 2);
    this.#space = false;
  }

  gap(lines) {
    if (!lines) return;
    this.#wanted = Math.max(this.#wanted, lines);
    this.#space = false;
  }

  open(mark) {
    if (mark) this.#mark = mark;
  }

  text() {
    return this.#parts.join("").replace(/[ \t]+\n/g, "\n").replace(/\n+$/, "");
  }
}

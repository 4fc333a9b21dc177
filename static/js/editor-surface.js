/* A field of the form as a surface to write on. The text is the browser's: it is read after each edit and put into the
   form's own field, and never set again while somebody writes. A last line end that stands in the surface only to give
   the caret a line is not part of the text. */
import { cleanPaste } from "./paste-clean.js";
import { piecesOf, placeIn, spotIn, textOf } from "./text-pieces.js";

export class Surface extends EventTarget {
  constructor(field) {
    super();
    this.field = field;
    this.textarea = field.querySelector("textarea");
    this.part = field.dataset.field;
    this.composing = false;
    this.element = this.#build(field);
    this.show(this.textarea.value);
    this.textarea.after(this.element);
    this.#takeFocus();
    this.textarea.hidden = true;
    this.#listen();
  }

  #build(field) {
    const { textarea } = this;
    const label = field.querySelector("label");
    const element = document.createElement("div");
    element.className = "surface";
    element.role = "textbox";
    element.ariaMultiLine = "true";
    element.tabIndex = 0;
    element.dataset.part = this.part;
    element.spellcheck = textarea.spellcheck;
    if (textarea.lang) element.lang = textarea.lang;
    element.setAttribute("aria-labelledby", label.id);
    for (const name of ["aria-describedby", "aria-required", "aria-invalid"]) {
      if (textarea.hasAttribute(name)) element.setAttribute(name, textarea.getAttribute(name));
    }
    if (textarea.readOnly) element.ariaReadOnly = "true";
    else {
      element.contentEditable = "true";
      try {
        element.contentEditable = "plaintext-only";
      } catch {
        /* An older browser: what it would format is refused below. */
      }
    }
    /* The hidden field keeps its name in the form; the label now speaks of the surface. */
    label.removeAttribute("for");
    label.addEventListener("click", () => element.focus());
    return element;
  }

  /* Somebody may have begun to write before this script came. */
  #takeFocus() {
    if (document.activeElement !== this.textarea) return;
    const { selectionStart, selectionEnd } = this.textarea;
    this.select(selectionStart, selectionEnd);
  }

  #listen() {
    const { element, textarea } = this;
    element.addEventListener("compositionstart", () => {
      this.composing = true;
      this.dispatchEvent(new Event("compose"));
    });
    element.addEventListener("compositionend", () => {
      this.composing = false;
      this.read();
    });
    element.addEventListener("input", () => {
      if (!this.composing) this.read();
    });
    element.addEventListener("beforeinput", (event) => this.#refuseMarkup(event));
    element.addEventListener("paste", (event) => this.#paste(event));
    for (const kind of ["copy", "cut"]) element.addEventListener(kind, (event) => this.#copy(event));
    /* Somebody else's script, or the browser filling in a form, may write into the field itself. */
    textarea.addEventListener("input", () => {
      if (textarea.value === this.text) return;
      this.show(textarea.value);
      this.dispatchEvent(new Event("edit"));
    });
  }

  /* Puts a text onto the surface: when the page opens, never while somebody writes. */
  show(text) {
    this.element.textContent = text.endsWith("\n") ? `${text}\n` : text;
    this.pieces = piecesOf(this.element);
    this.text = this.#said();
  }

  /* Takes the text from the surface into the form. */
  read() {
    this.pieces = piecesOf(this.element);
    const text = this.#said();
    if (text === this.text) return;
    this.text = text;
    this.textarea.value = text;
    this.dispatchEvent(new Event("edit"));
  }

  #said() {
    const raw = textOf(this.pieces);
    return raw.endsWith("\n") ? raw.slice(0, -1) : raw;
  }

  /* Returns [node, offset] of a place of the text. */
  spot(place) {
    return spotIn(this.element, this.pieces, place);
  }

  range(start, end) {
    const range = new Range();
    range.setStart(...this.spot(start));
    range.setEnd(...this.spot(end));
    return range;
  }

  /* Returns {start, end} of the selection in the text, or null where it lies elsewhere. */
  selection() {
    const selection = getSelection();
    if (!selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!this.element.contains(range.commonAncestorContainer)) return null;
    return {
      start: this.#placeOf(range.startContainer, range.startOffset),
      end: this.#placeOf(range.endContainer, range.endOffset),
    };
  }

  #placeOf(node, offset) {
    return Math.min(placeIn(this.pieces, node, offset), this.text.length);
  }

  select(start, end) {
    this.element.focus({ preventScroll: true });
    getSelection().setBaseAndExtent(...this.spot(start), ...this.spot(end));
  }

  /* Writes words in place of others, as typing would, so that the browser can take it back. */
  replace(start, end, words) {
    this.select(start, end);
    this.#insert(words);
  }

  /* Writes at the caret. Line ends stay characters of the text: of several lines at once a browser would make blocks. */
  #insert(words) {
    const last = words.endsWith("\n") ? words.slice(0, -1) : words;
    if (last.includes("\n")) this.#insertLines(last);
    else if (last) document.execCommand("insertText", false, last);
    else if (!getSelection().isCollapsed) document.execCommand("delete");
    if (last !== words) document.execCommand("insertLineBreak");
  }

  #insertLines(words) {
    const { contentEditable } = this.element;
    const escaped = words.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
    this.element.contentEditable = "true";
    document.execCommand("insertHTML", false, escaped);
    this.element.contentEditable = contentEditable;
  }

  #refuseMarkup(event) {
    const plain = this.element.contentEditable === "plaintext-only";
    if (event.inputType.startsWith("format")) event.preventDefault();
    else if (!plain && event.inputType === "insertParagraph") {
      event.preventDefault();
      document.execCommand("insertLineBreak");
    } else if (!plain && event.inputType === "insertFromDrop") {
      event.preventDefault();
      document.execCommand("insertText", false, event.dataTransfer?.getData("text/plain") ?? "");
    }
  }

  #paste(event) {
    if (this.element.ariaReadOnly === "true") return;
    const html = event.clipboardData.getData("text/html");
    const plain = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
    const words = (html && cleanPaste(html, { markdown: this.field.dataset.format === "markdown" })) || plain;
    event.preventDefault();
    if (words) this.#insert(words);
  }

  /* What is copied is the text, not how this page sets it. */
  #copy(event) {
    const place = this.selection();
    if (!place || place.start === place.end) return;
    event.clipboardData.setData("text/plain", this.text.slice(place.start, place.end));
    event.preventDefault();
    if (event.type === "cut") document.execCommand("delete");
  }
}

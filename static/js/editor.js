/* The editor: each part of the form becomes a surface to write on; verdict, marks and keeping go on around it. */
import { Findings } from "./editor-findings.js";
import { Judging } from "./editor-judging.js";
import { Keeping } from "./editor-keeping.js";
import { Marks } from "./editor-marks.js";
import { Surface } from "./editor-surface.js";

export function enhance(form) {
  const desk = new Desk(form);
  form.dataset.ready = "yes";
  document.addEventListener("keydown", (event) => desk.key(event));
}

class Desk {
  constructor(form) {
    this.form = form;
    this.surfaces = [...form.querySelectorAll("[data-field]")].map((field) => new Surface(field));
    this.marks = new Marks(this.surfaces);
    this.judging = new Judging(form, this);
    this.findings = new Findings(form, this);
    this.keeping = form.dataset.keepUrl ? new Keeping(form, this) : null;
    for (const surface of this.surfaces) {
      surface.addEventListener("compose", () => this.judging.hold());
      surface.addEventListener("edit", () => this.#edited(surface));
    }
    /* Whatever is still being composed is in the form before it is sent. */
    form.addEventListener("submit", () => {
      for (const surface of this.surfaces) surface.read();
      this.#rememberPlace();
    });
    this.marks.set(JSON.parse(form.dataset.marks || "[]"), this.texts());
    this.#returnToPlace();
    if ("restored" in form.dataset) this.judging.soon();
  }

  get composing() {
    return this.surfaces.some((surface) => surface.composing);
  }

  texts() {
    return new Map(this.surfaces.map((surface) => [surface.part, surface.text]));
  }

  say(words) {
    this.judging.say(words);
  }

  #edited(surface) {
    this.marks.follow(surface.part);
    this.judging.soon();
    this.keeping?.soon();
  }

  key(event) {
    if (event.isComposing || event.defaultPrevented) return;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (event.key === "F8") this.findings.step(event.shiftKey ? -1 : 1);
    else if (command && event.key === "Enter") this.judging.now();
    else if (command && event.key.toLowerCase() === "s" && this.#saver()) this.form.requestSubmit(this.#saver());
    else return;
    event.preventDefault();
  }

  #saver() {
    return [...this.form.elements].find((one) => "saves" in one.dataset);
  }

  /* Saving loads the page again: caret and scroll stay where they were. */
  #rememberPlace() {
    const writing = this.surfaces.find((surface) => surface.element.contains(document.activeElement));
    const caret = writing?.selection();
    sessionStorage.setItem("onevoice:place", JSON.stringify({ path: location.pathname, top: scrollY, part: writing?.part, caret }));
  }

  #returnToPlace() {
    const found = JSON.parse(sessionStorage.getItem("onevoice:place") ?? "null");
    sessionStorage.removeItem("onevoice:place");
    if (found?.path !== location.pathname || location.hash) return;
    scrollTo(0, found.top);
    const surface = this.surfaces.find((one) => one.part === found.part);
    if (surface && found.caret) surface.select(found.caret.start, found.caret.end);
  }
}

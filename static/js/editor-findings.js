/* Between the cards of the panel and the words they are about: go there, apply, set aside, ask; by mouse and by key. */
import { pointsBefore } from "./editor-text.js";

export class Findings {
  #form;
  #desk;
  #panel;
  #goesOn = false;

  constructor(form, desk) {
    this.#form = form;
    this.#desk = desk;
    this.#panel = document.getElementById(form.dataset.panel);
    this.#panel.addEventListener("click", (event) => this.#clicked(event));
    this.#panel.addEventListener("keydown", (event) => {
      const card = event.target.closest("[data-card]");
      if (event.key === "Escape" && card) {
        event.preventDefault();
        this.#goTo(card.dataset.card);
      }
    });
    for (const surface of desk.surfaces) {
      surface.element.addEventListener("click", () => this.#showCard(surface));
      surface.element.addEventListener("keyup", (event) => {
        if (/^(Arrow|Home|End|Page)/.test(event.key)) this.#showCard(surface);
      });
    }
    this.#panel.addEventListener("onevoice:added", () => this.#prepare());
    this.#setAsideForm()?.addEventListener("submit", (event) => this.#sendAside(event));
    this.#prepare();
  }

  /* What the browser paints in the text itself need not stand in the panel a second time. */
  #prepare() {
    if (this.#desk.marks.canPaint) this.#panel.querySelector(".marked-text")?.remove();
    for (const button of this.#panel.querySelectorAll("[data-applies][hidden]")) button.hidden = false;
    /* What was pressed went with the old cards: the keyboard goes on with the next one. */
    if (this.#goesOn && document.activeElement === document.body) {
      this.#panel.querySelector("[data-card], details.aside summary")?.focus();
    }
    this.#goesOn = false;
  }

  #clicked(event) {
    const pressed = event.target.closest("[data-goes], [data-applies], [data-sets-aside], [data-asks], [data-takes-up], [data-shows-all]");
    if (!pressed || event.ctrlKey || event.metaKey) return;
    const { goes, applies, setsAside, asks, showsAll } = pressed.dataset;
    if (setsAside && !this.#setAsideForm()) return;
    event.preventDefault();
    if (showsAll !== undefined) this.#showAll();
    else if (goes) this.#goTo(goes);
    else if (applies) this.#apply(applies, JSON.parse(pressed.value));
    else if (setsAside) this.#askWhy(setsAside, pressed.dataset.rule);
    else if (asks) this.#ask(asks);
    else this.#takeUp(pressed);
  }

  #goTo(key) {
    const mark = this.#desk.marks.of(key);
    if (!mark) {
      this.#desk.say(this.#form.dataset.changed);
      return;
    }
    this.#closeSheet();
    mark.surface.select(mark.start, mark.end);
    this.#desk.marks.flash(mark.surface, mark.start, mark.end);
    const box = mark.surface.range(mark.start, mark.end).getBoundingClientRect();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    scrollBy({ top: box.top - innerHeight / 3, behavior: calm });
    this.#current(key);
  }

  #apply(key, { quote, replacement }) {
    const mark = this.#desk.marks.of(key);
    if (!mark || mark.surface.text.slice(mark.start, mark.end) !== quote) {
      this.#desk.say(this.#form.dataset.changed);
      return;
    }
    this.#closeSheet();
    mark.surface.replace(mark.start, mark.end, replacement);
    this.#desk.marks.flash(mark.surface, mark.start, mark.start + replacement.length);
    this.#desk.say(this.#form.dataset.applied);
  }

  #askWhy(key, rule) {
    const mark = this.#desk.marks.of(key);
    const form = this.#setAsideForm();
    const card = document.getElementById(`card-${key}`);
    form.elements.rule.value = rule;
    form.elements.part.value = card.dataset.partName;
    form.elements.quote.value = mark ? mark.surface.text.slice(mark.start, mark.end) : "";
    form.querySelector("[data-quote]").textContent = form.elements.quote.value || card.querySelector("p:nth-of-type(2)").textContent;
    form.querySelector("[data-wrong]").hidden = true;
    form.closest("dialog").showModal();
    form.elements.reason.focus();
  }

  async #sendAside(event) {
    event.preventDefault();
    const form = event.target;
    const wrong = form.querySelector("[data-wrong]");
    const answer = await this.#post(form.action, new FormData(form));
    if (answer?.ok) {
      form.closest("dialog").close();
      form.elements.reason.value = "";
      this.#goesOn = true;
      this.#desk.judging.now();
      return;
    }
    const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    wrong.textContent = page?.querySelector(".notice.bad, main .lead")?.textContent.trim() || this.#form.dataset.failed;
    wrong.hidden = false;
  }

  async #takeUp(button) {
    const fields = new FormData(button.form);
    fields.set(button.name, button.value);
    const answer = await this.#post(button.form.action, fields);
    this.#goesOn = Boolean(answer?.ok);
    if (answer?.ok) this.#desk.judging.now();
    else this.#desk.say(this.#form.dataset.failed);
  }

  #post(address, fields) {
    return fetch(address, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Accept: "application/json" },
    }).catch(() => null);
  }

  #ask(key) {
    const mark = this.#desk.marks.of(key);
    if (!mark) {
      this.#desk.say(this.#form.dataset.changed);
      return;
    }
    const { text } = mark.surface;
    const start = pointsBefore(text, mark.start);
    const quote = text.slice(mark.start, mark.end);
    const detail = { part: mark.part, start, end: start + [...quote].length, quote };
    document.dispatchEvent(new CustomEvent("onevoice:ask", { detail }));
  }

  /* The next card after the one that has the focus, else after the caret; and back. */
  step(by) {
    const cards = [...this.#panel.querySelectorAll("[data-card]")];
    if (!cards.length) {
      this.#desk.say(this.#form.dataset.noFindings);
      return;
    }
    const focused = cards.indexOf(document.activeElement?.closest?.("[data-card]"));
    const current = focused >= 0 ? focused : cards.findIndex((card) => card.classList.contains("current"));
    const place = current < 0 ? (by > 0 ? 0 : cards.length - 1) : (current + by + cards.length) % cards.length;
    const card = cards[place];
    this.#current(card.dataset.card);
    document.dispatchEvent(new CustomEvent("onevoice:panel", { detail: { place: card } }));
    card.focus();
    const mark = this.#desk.marks.of(card.dataset.card);
    if (mark) this.#desk.marks.flash(mark.surface, mark.start, mark.end);
  }

  #showCard(surface) {
    const place = surface.selection();
    if (!place || place.start !== place.end) return;
    const mark = this.#desk.marks.at(surface.part, place.start);
    this.#current(mark?.finding);
  }

  #current(key) {
    for (const card of this.#panel.querySelectorAll(".finding.current")) card.classList.remove("current");
    const card = key && document.getElementById(`card-${key}`);
    if (!card) {
      if (key && !this.#desk.judging.showsAll && this.#panel.querySelector("[data-shows-all]")) this.#showAll();
      return;
    }
    const fold = card.closest("details");
    if (fold) fold.open = true;
    card.classList.add("current");
    document.dispatchEvent(new CustomEvent("onevoice:panel", { detail: { place: card, stays: true } }));
    const scroller = card.closest(".panel");
    if (!scroller || scroller.scrollHeight <= scroller.clientHeight) return;
    const inside = card.getBoundingClientRect();
    const frame = scroller.getBoundingClientRect();
    if (inside.top < frame.top || inside.bottom > frame.bottom) scroller.scrollTop += inside.top - frame.top - frame.height / 4;
  }

  #showAll() {
    this.#desk.judging.showsAll = true;
    this.#desk.judging.now();
  }

  #closeSheet() {
    document.dispatchEvent(new CustomEvent("onevoice:panel", { detail: { close: true } }));
  }

  #setAsideForm() {
    return document.querySelector("[data-set-aside]");
  }
}

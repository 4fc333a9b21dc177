/* The verdict while typing. Nothing is asked while an input method composes, one question is on its way at a time, and
   an answer that later words overtook is left aside. */
import { refresh } from "./editor-refresh.js";

const PAUSE_MS = 400;

export class Judging {
  #form;
  #desk;
  #panel;
  #status;
  #timer = 0;
  #running = false;
  #again = false;
  #judged;
  /* Whether the reader wants every card of a long list, not only the first. */
  showsAll = false;

  constructor(form, desk) {
    this.#form = form;
    this.#desk = desk;
    this.#panel = document.getElementById(form.dataset.panel);
    this.#status = document.getElementById(form.dataset.status);
    this.#judged = "restored" in form.dataset ? null : this.#asked().toString();
    form.addEventListener("change", () => this.soon());
  }

  soon() {
    clearTimeout(this.#timer);
    if (!this.#desk.composing) this.#timer = setTimeout(() => this.#judge(), PAUSE_MS);
  }

  hold() {
    clearTimeout(this.#timer);
  }

  /* Judges at once, also what was judged already: something else than the words changed. */
  now() {
    clearTimeout(this.#timer);
    this.#judged = null;
    this.#again = this.#running;
    this.#judge();
  }

  #asked() {
    const asked = new URLSearchParams(new FormData(this.#form));
    if (!this.#desk.marks.canPaint) asked.set("marked", "1");
    if (this.showsAll) asked.set("all", "1");
    return asked;
  }

  async #judge() {
    const asked = this.#asked();
    const words = asked.toString();
    if (this.#running || this.#desk.composing || words === this.#judged) return;
    const texts = this.#desk.texts();
    this.#running = true;
    this.#panel.setAttribute("aria-busy", "true");
    this.say(this.#form.dataset.judging);
    try {
      const answer = await fetch(this.#form.dataset.checkUrl, {
        method: "POST",
        body: asked,
        headers: { "X-CSRFToken": this.#form.elements.csrf_token.value, Accept: "application/json" },
      });
      const isReport = answer.ok && answer.headers.get("Content-Type")?.includes("json");
      const said = isReport ? await answer.json() : await answer.text();
      this.#judged = words;
      if (this.#asked().toString() !== words || this.#desk.composing) return;
      if (isReport) await this.#show(said, texts);
      else this.say(reasonOf(said) ?? this.#form.dataset.failed);
    } catch {
      this.say(this.#form.dataset.failed);
    } finally {
      this.#running = false;
      this.#panel.removeAttribute("aria-busy");
      /* What was typed meanwhile is judged now, unless the typist is not done with it yet. */
      if (this.#again) this.now();
      else if (this.#asked().toString() !== words) this.soon();
    }
  }

  /* In steps, so that a key pressed meanwhile waits for none but one of them. */
  async #show(said, texts) {
    this.#desk.marks.set(said.marks, texts);
    await breath();
    swap(this.#panel, said.verdict);
    await breath();
    const preview = document.getElementById("preview");
    if (preview && said.preview) swap(preview, said.preview);
    for (const place of document.querySelectorAll("[data-bar-word]")) place.textContent = said.word;
    const word = this.#panel.querySelector(".verdict")?.dataset.word ?? "";
    this.say(`${this.#form.dataset.judged} ${word}`);
    this.#panel.dispatchEvent(new CustomEvent("onevoice:judged", { bubbles: true }));
  }

  say(words) {
    if (this.#status && this.#status.textContent !== words) this.#status.textContent = words;
  }
}

const breath = () => new Promise((go) => setTimeout(go));

function swap(place, html) {
  const fresh = place.cloneNode(false);
  fresh.append(document.createRange().createContextualFragment(html.trim()));
  refresh(place, fresh);
  place.dispatchEvent(new CustomEvent("onevoice:added", { bubbles: true }));
}

function reasonOf(page) {
  const answer = new DOMParser().parseFromString(page, "text/html");
  const said = answer.querySelector(".notice.bad") ?? answer.querySelector("main .lead");
  return said?.textContent.trim().replace(/\s+/g, " ");
}

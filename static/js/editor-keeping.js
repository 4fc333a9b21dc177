/* Unsaved words are kept on the hub a few seconds after typing stops, in this browser while the hub can't be reached.
   Nothing is ever saved as a revision from here. */
const PAUSE_MS = 2500;

export class Keeping {
  #form;
  #desk;
  #status;
  #timer = 0;
  #kept;
  #leaving = false;
  #running = false;

  constructor(form, desk) {
    this.#form = form;
    this.#desk = desk;
    this.#status = document.getElementById(form.dataset.keptStatus);
    this.#kept = this.#words();
    form.addEventListener("submit", () => {
      this.#leaving = true;
      clearTimeout(this.#timer);
      this.#forgetHere();
    });
    addEventListener("pageshow", () => {
      this.#leaving = false;
    });
    addEventListener("pagehide", () => this.#onTheWayOut());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.#onTheWayOut();
    });
    addEventListener("beforeunload", (event) => {
      if (!this.#leaving && this.#words() !== this.#kept && !this.#keepHere()) event.preventDefault();
    });
    this.#offer();
  }

  soon() {
    clearTimeout(this.#timer);
    if (!this.#desk.composing) this.#timer = setTimeout(() => this.#keep(), PAUSE_MS);
  }

  #words() {
    return new URLSearchParams(new FormData(this.#form)).toString();
  }

  async #keep() {
    const words = this.#words();
    if (this.#leaving || this.#running || this.#desk.composing || words === this.#kept) return;
    this.#running = true;
    try {
      const answer = await fetch(this.#form.dataset.keepUrl, {
        method: "POST",
        body: new URLSearchParams(words),
        headers: { "X-CSRFToken": this.#form.elements.csrf_token.value, Accept: "application/json" },
      });
      if (answer.ok && !answer.redirected) {
        const { at } = await answer.json();
        this.#kept = words;
        this.#forgetHere();
        this.#say(at ? `${this.#form.dataset.kept} ${clock(new Date(at))}` : "");
      } else if (this.#keepHere()) {
        this.#say(`${this.#form.dataset.keptHere} ${clock(new Date())}`);
      } else this.#say(this.#form.dataset.notKept);
    } catch {
      const here = this.#keepHere();
      this.#say(here ? `${this.#form.dataset.keptHere} ${clock(new Date())}` : this.#form.dataset.notKept);
    } finally {
      this.#running = false;
      if (!this.#leaving && this.#words() !== words) this.soon();
    }
  }

  #onTheWayOut() {
    const words = this.#words();
    if (this.#leaving || this.#desk.composing || words === this.#kept) return;
    if (!navigator.sendBeacon?.(this.#form.dataset.keepUrl, new URLSearchParams(words))) this.#keepHere();
  }

  #keepHere() {
    const texts = [...this.#desk.texts()];
    const base = this.#form.elements.base_revision_id.value;
    try {
      localStorage.setItem(this.#form.dataset.keeps, JSON.stringify({ base, texts, at: new Date().toISOString() }));
      return true;
    } catch {
      return false;
    }
  }

  #forgetHere() {
    try {
      localStorage.removeItem(this.#form.dataset.keeps);
    } catch {
      /* A browser that keeps nothing has nothing to forget. */
    }
  }

  /* Words that only this browser has are offered, never put into the text unasked. */
  #offer() {
    const place = this.#form.querySelector("[data-kept-offer]");
    const found = this.#readHere();
    if (!place || !found) return;
    place.querySelector("[data-kept-when]").textContent = clock(new Date(found.at));
    place.hidden = false;
    place.querySelector("[data-kept-take]").addEventListener("click", () => {
      for (const [part, text] of found.texts) {
        const surface = this.#desk.surfaces.find((one) => one.part === part);
        if (surface && surface.text !== text) surface.replace(0, surface.text.length, text);
      }
      place.hidden = true;
      this.#forgetHere();
    });
    place.querySelector("[data-kept-drop]").addEventListener("click", () => {
      place.hidden = true;
      this.#forgetHere();
    });
  }

  #readHere() {
    /* What the hub kept is decided on first; most often it got these very words on the way out after all. */
    if (document.querySelector("[data-kept-on-hub]")) return null;
    try {
      const found = JSON.parse(localStorage.getItem(this.#form.dataset.keeps));
      const now = this.#desk.texts();
      const differs = found?.texts?.some(([part, text]) => now.has(part) && now.get(part) !== text);
      if (found && !differs) this.#forgetHere();
      return differs ? found : null;
    } catch {
      return null;
    }
  }

  #say(words) {
    this.#status.textContent = words;
  }
}

function clock(moment) {
  const isToday = moment.toDateString() === new Date().toDateString();
  const style = isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(document.documentElement.lang, style).format(moment);
}

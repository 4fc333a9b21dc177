/* The verdict while typing. Nothing is sent while an input method composes; an answer that a later one overtook is
   dropped; the text itself is never touched. One question is on its way at a time, so that a long text does not make
   the hub judge each state of it. */
const PAUSE_MS = 400;

export function liveVerdict(form, enhance) {
  const panel = document.getElementById(form.dataset.panel);
  const status = document.getElementById(form.dataset.status);
  let timer = 0;
  let composing = false;
  let running = false;
  let judged = textOf(form);

  const later = () => {
    clearTimeout(timer);
    if (!composing) timer = setTimeout(judge, PAUSE_MS);
  };

  async function judge() {
    const text = textOf(form);
    if (running || text === judged) return;
    running = true;
    panel.setAttribute("aria-busy", "true");
    status.textContent = form.dataset.judging;
    try {
      const answer = await fetch(form.dataset.checkUrl, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-CSRFToken": form.elements.csrf_token.value, "X-Fragment": "verdict" },
      });
      const fragment = await answer.text();
      judged = text;
      if (textOf(form) !== text) return;
      if (answer.ok) show(fragment);
      else status.textContent = reasonOf(fragment) ?? form.dataset.failed;
    } catch {
      status.textContent = form.dataset.failed;
    } finally {
      running = false;
      panel.removeAttribute("aria-busy");
      // What was typed meanwhile is judged now, unless the typist is not done with it yet.
      if (textOf(form) !== text && !composing) later();
    }
  }

  function show(fragment) {
    const open = [...panel.querySelectorAll("details")].map((details) => details.open);
    panel.replaceChildren(document.createRange().createContextualFragment(fragment));
    panel.querySelectorAll("details").forEach((details, place) => {
      details.open = open[place] ?? false;
    });
    enhance(panel);
    status.textContent = `${form.dataset.judged} ${panel.querySelector(".verdict")?.dataset.word ?? ""}`;
  }

  form.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(timer);
  });
  form.addEventListener("compositionend", () => {
    composing = false;
    later();
  });
  form.addEventListener("input", later);
}

function reasonOf(page) {
  const answer = new DOMParser().parseFromString(page, "text/html");
  const said = answer.querySelector(".notice.bad") ?? answer.querySelector("main .lead");
  return said?.textContent.trim().replace(/\s+/g, " ");
}

function textOf(form) {
  return new URLSearchParams(new FormData(form)).toString();
}

/* The verdict while typing. Nothing is sent while an input method composes; an answer that a later one overtook is
   dropped; the text itself is never touched. */
const PAUSE_MS = 400;

export function liveVerdict(form, enhance) {
  const panel = document.getElementById(form.dataset.panel);
  const status = document.getElementById(form.dataset.status);
  let timer = 0;
  let composing = false;
  let running = null;
  let judged = textOf(form);

  const later = () => {
    clearTimeout(timer);
    if (!composing) timer = setTimeout(judge, PAUSE_MS);
  };

  async function judge() {
    const text = textOf(form);
    if (text === judged) return;
    running?.abort();
    const mine = new AbortController();
    running = mine;
    panel.setAttribute("aria-busy", "true");
    status.textContent = form.dataset.judging;
    try {
      const answer = await fetch(form.dataset.checkUrl, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-CSRFToken": form.elements.csrf_token.value, "X-Fragment": "verdict" },
        signal: mine.signal,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const fragment = await answer.text();
      if (running !== mine) return;
      show(fragment);
      judged = text;
    } catch {
      if (running === mine) status.textContent = form.dataset.failed;
    } finally {
      if (running === mine) panel.removeAttribute("aria-busy");
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

function textOf(form) {
  return new URLSearchParams(new FormData(form)).toString();
}

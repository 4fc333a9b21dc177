/* The form of a brand's part, opened where the part stands: the first field has the focus, a refused form is shown again. */
export function enhance(panel) {
  /* What is refused (422, 409) comes with the form and the typed words: show it like any other answer. */
  panel.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422 || event.detail.xhr.status === 409) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  /* After it was kept the page comes anew: whoever works by keyboard goes on at the part. */
  panel.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.getResponseHeader("HX-Location")) {
      document.addEventListener("htmx:afterSettle", goOn, { once: true });
    }
  });
  const wrong = panel.querySelector("[aria-invalid=true]");
  const first = wrong ?? panel.querySelector("textarea, input:not([type=hidden]), select");
  /* Whoever types in a field of it already stays there: the rest of a word must not land in another. */
  const isTyping = !wrong && panel.contains(document.activeElement);
  if (!isTyping && !panel.closest(".narrow")) first?.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
}

function goOn() {
  const part = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (part) part.querySelector(".edit-part")?.focus({ preventScroll: true });
}

/* Places that are edited where they stand: the cursor goes along, an answer that refuses the words is shown like any other,
   Escape leaves the form. */
export function enhance(table) {
  table.addEventListener("htmx:load", (event) => {
    if (event.target === table) return;
    const form = event.target.querySelector("[data-row-form]");
    const wrong = form?.querySelector("[aria-invalid]");
    /* Whoever types in a field of it already stays there: the rest of a word must not land in another. */
    if (!wrong && event.target.contains(document.activeElement)) return;
    const first = wrong ?? form?.querySelector("input:not([type=hidden]), textarea");
    (first ?? event.target.querySelector("a.button"))?.focus();
  });
  table.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    const isPart = !xhr.responseText.trimStart().toLowerCase().startsWith("<!doctype");
    if ([409, 422].includes(xhr.status) && isPart) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  table.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.target.closest("[data-row-form]")?.querySelector("[data-cancel]")?.click();
  });
}

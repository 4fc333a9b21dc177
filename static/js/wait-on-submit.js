/* A form whose answer takes a while: the pressed button says what is being done, and a second press sends nothing. */
export function enhance(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    const pressed = event.submitter;
    if (!pressed?.dataset.waiting) return;
    sent = true;
    pressed.dataset.said = pressed.textContent;
    pressed.textContent = pressed.dataset.waiting;
    pressed.setAttribute("aria-busy", "true");
    const note = form.querySelector("[data-wait-note]");
    if (note) note.textContent = note.dataset.said;
  });
  /* Coming back with the browser's own button shows the page as it was left: it must be usable again. */
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    sent = false;
    for (const button of form.querySelectorAll("[aria-busy]")) {
      button.removeAttribute("aria-busy");
      button.textContent = button.dataset.said;
    }
  });
}

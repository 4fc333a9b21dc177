/* Links that open a dialog or a sheet of the page: without this file they lead to it, and :target shows it. */
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  /* A click beside an open dialog closes it, as Escape does. */
  const closer = event.target.closest?.("[data-closes]");
  const open = closer?.closest("dialog") ?? (event.target instanceof HTMLDialogElement ? event.target : null);
  if (open?.open) {
    event.preventDefault();
    open.close();
  }
});

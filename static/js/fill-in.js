/* "Take this" puts a proposed sentence into its field at once; without scripts the same button asks the hub. */
export function enhance(form) {
  for (const button of form.querySelectorAll("[data-fills]")) {
    button.addEventListener("click", (event) => {
      const field = document.getElementById(button.dataset.fills);
      if (!field) return;
      event.preventDefault();
      field.value = button.dataset.text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }
}

/* What is dropped on the field goes into it, as if it had been chosen. */
export function enhance(field) {
  const input = field.querySelector("input[type=file]");
  const over = (is) => (event) => {
    event.preventDefault();
    field.classList.toggle("over", is);
  };
  field.addEventListener("dragover", over(true));
  field.addEventListener("dragleave", over(false));
  field.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer.files.length) return;
    const files = new DataTransfer();
    for (const file of [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1)) files.items.add(file);
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

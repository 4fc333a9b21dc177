/* One more field for a text, on the spot; without scripts the same button asks the hub for more fields. */
export function enhance(form) {
  const button = form.querySelector("[data-more]");
  const list = form.querySelector("[data-texts]");
  if (!button || !list) return;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const number = list.children.length + 1;
    if (number > Number(button.dataset.most)) return;
    const field = list.lastElementChild.cloneNode(true);
    const area = field.querySelector("textarea");
    const label = field.querySelector("label");
    area.value = area.textContent = "";
    area.id = label.htmlFor = `text-${number}`;
    label.textContent = button.dataset.label.replace("0", number);
    list.append(field);
    area.focus();
    button.disabled = number >= Number(button.dataset.most);
  });
}

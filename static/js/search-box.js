/* The search box shows what it would find while one types; without this file it leads to the page of what was found. */
import { Combobox, finds, isEnough, whenTyped } from "./combobox.js";

export function enhance(form) {
  const field = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  const { finds: address, all, none } = form.dataset;
  const box = new Combobox(field, list, (choice) => {
    location.href = choice.href;
  });

  whenTyped(field, async (words) => {
    if (!isEnough(words)) return box.show([]);
    const found = await finds(address, words);
    /* An answer that later typing overtook is dropped. */
    if (found === null || field.value.trim() !== words || document.activeElement !== field) return;
    const page = `${form.action}?${new URLSearchParams({ q: words })}`;
    box.show([...found, { label: found.length ? "" : none, items: [{ label: all, href: page, icon: "search" }] }]);
  });

  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.preventDefault();
    box.show([]);
  });
  form.addEventListener("focusout", () => box.show([]));
}

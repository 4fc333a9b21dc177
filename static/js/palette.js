/* The command palette: Ctrl K, a few letters, Enter. Commands are fetched once, filtered here, and followed by what the
   hub finds for the words. */
import { Combobox, finds, isEnough, whenTyped } from "./combobox.js";

export function enhance(dialog) {
  const field = dialog.querySelector("input[type=text]");
  const list = dialog.querySelector("[role=listbox]");
  const status = dialog.querySelector("[role=status]");
  const form = dialog.querySelector("form");
  const words = dialog.dataset;
  const box = new Combobox(field, list, go);
  let commands = null;

  for (const opener of document.querySelectorAll("[data-opens=palette]")) opener.hidden = false;

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    if (event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else if (!document.querySelector("dialog[open]")) dialog.showModal();
  });
  new MutationObserver(() => dialog.open && begin()).observe(dialog, { attributeFilter: ["open"] });

  async function begin() {
    field.value = "";
    field.focus();
    if (commands === null) {
      const answer = await fetch(words.source).catch(() => null);
      commands = answer?.ok ? (await answer.json()).groups : null;
    }
    if (commands === null) status.textContent = words.failed;
    else show(field.value.trim(), [], 0);
  }

  function show(typed, found, place) {
    box.show([...fitting(typed), ...found], { place });
    const count = box.options.length;
    status.textContent = count ? words.count.replace("{count}", count) : words.none;
  }

  /* Every piece of what was typed has to be in the words of a command, in any order. */
  function fitting(typed) {
    const pieces = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return (commands ?? []).map(({ label, items }) => ({
      label,
      items: items.filter((item) => {
        const said = `${item.label} ${item.hint ?? ""}`.toLocaleLowerCase();
        return pieces.every((piece) => said.includes(piece));
      }),
    }));
  }

  whenTyped(field, (typed) => commands && show(typed, [], 0), 30);
  whenTyped(field, async (typed) => {
    if (!isEnough(typed)) return;
    const found = await finds(words.finds, typed);
    if (found?.length && dialog.open && field.value.trim() === typed) show(typed, found, Math.max(box.place, 0));
  });

  function go(choice) {
    if (choice.href) {
      dialog.close();
      location.href = choice.href;
      return;
    }
    form.action = choice.action;
    if (choice.name) {
      const value = document.createElement("input");
      Object.assign(value, { type: "hidden", name: choice.name, value: choice.value });
      form.append(value);
    }
    form.submit();
  }
}

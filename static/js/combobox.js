/* A field with a list of choices below it: arrows move, Enter takes, the field keeps the focus (ARIA combobox). */
export class Combobox {
  constructor(field, list, take) {
    this.field = field;
    this.list = list;
    this.take = take;
    this.options = [];
    this.place = -1;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", list.id);
    field.addEventListener("keydown", (event) => this.press(event));
    /* The list is reached by mouse without the field losing the focus. */
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(option.choice, event);
    });
  }

  /* Groups are {label, items: [{label, hint, icon, …}]}; ``place`` is the choice to mark, -1 for none. */
  show(groups, { place = -1 } = {}) {
    this.options = [];
    this.list.replaceChildren(...groups.filter((group) => group.items.length).map((group, at) => this.group(group, at)));
    const open = this.options.length > 0;
    this.list.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
    this.mark(Math.min(place, this.options.length - 1));
  }

  group({ label, items }, at) {
    const group = document.createElement("div");
    group.setAttribute("role", "group");
    if (label) {
      const name = document.createElement("p");
      name.className = "eyebrow";
      name.id = `${this.list.id}-group-${at}`;
      name.textContent = label;
      group.setAttribute("aria-labelledby", name.id);
      group.append(name);
    }
    group.append(...items.map((item) => this.option(item)));
    return group;
  }

  option(choice) {
    const option = document.createElement("div");
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.id = `${this.list.id}-${this.options.length}`;
    option.choice = choice;
    if (choice.icon) option.append(drawing(choice.icon));
    for (const [words, kind] of [[choice.label, "label"], [choice.hint, "hint"]]) {
      if (!words) continue;
      const piece = document.createElement("span");
      piece.className = kind;
      piece.textContent = words;
      option.append(piece);
    }
    this.options.push(option);
    return option;
  }

  mark(place) {
    this.options[this.place]?.setAttribute("aria-selected", "false");
    this.place = place;
    const option = this.options[place];
    if (!option) {
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  press(event) {
    if (event.isComposing || !this.options.length) return;
    const last = this.options.length - 1;
    if (event.key === "ArrowDown") this.mark(this.place >= last ? 0 : this.place + 1);
    else if (event.key === "ArrowUp") this.mark(this.place <= 0 ? last : this.place - 1);
    else if (event.key === "Enter" && this.place >= 0) this.take(this.options[this.place].choice, event);
    else return;
    event.preventDefault();
  }
}

/* Calls back with what is in the field once typing pauses, never while an input method composes. */
export function whenTyped(field, then, pause_ms = 200) {
  let timer = 0;
  let composing = false;
  const later = () => {
    clearTimeout(timer);
    if (!composing) timer = setTimeout(() => then(field.value.trim()), pause_ms);
  };
  field.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(timer);
  });
  field.addEventListener("compositionend", () => {
    composing = false;
    later();
  });
  field.addEventListener("input", later);
}

/* One Chinese character or two others are the least that is looked for. */
export function isEnough(words) {
  return /\p{Script=Han}/u.test(words) || words.length > 1;
}

/* What the hub finds for the words; null where it did not answer. */
export async function finds(address, words) {
  const answer = await fetch(`${address}?${new URLSearchParams({ q: words })}`).catch(() => null);
  return answer?.ok ? (await answer.json()).groups : null;
}

const SPRITE = new URL("../vendor/lucide/icons.svg", import.meta.url).pathname;

function drawing(name) {
  const space = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(space, "svg");
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${SPRITE}#${name}`);
  icon.append(use);
  return icon;
}

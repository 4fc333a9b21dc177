/* The discussion about a text: words that are selected can be commented on, remarks are sent without leaving the page,
   and the words that a remark is about are shown in the text. Places count code points, as the hub does. */
import { markPlaces, placeOf, rangeOf } from "./text-places.js";

export function enhance(section) {
  const button = askButton(section);

  document.addEventListener("selectionchange", () => offer(button));
  document.addEventListener("onevoice:ask", (event) => fill(section, event.detail));
  section.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    event.preventDefault();
    send(section, form);
  });
  section.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-show]");
    if (link && show(link.dataset)) event.preventDefault();
  });
  /* Words that are typed anew have no known place: the hub looks for them. */
  section.addEventListener("input", (event) => {
    if (event.target.name === "quote") place(event.target.form, {});
  });
  paint(section);
}

async function send(section, form) {
  if (section.getAttribute("aria-busy") === "true") return;
  const status = section.querySelector("[role=status]");
  section.setAttribute("aria-busy", "true");
  status.textContent = section.dataset.sending;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-Fragment": "discussion" },
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("discussion");
    if (!fresh || page.querySelector("main")) throw new Error(`answered ${answer.status}`);
    const typed = unsent(section, form);
    section.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
    restore(section, typed);
    section.dispatchEvent(new CustomEvent("onevoice:added", { bubbles: true }));
    paint(section);
    /* The pressed button went with the old discussion: the keyboard goes on where one would look next. */
    const next = answer.ok ? "#discussion-title" : ".reply[open] textarea, .new-remark textarea";
    section.querySelector(next)?.focus();
  } catch {
    status.textContent = section.dataset.failed;
  } finally {
    section.removeAttribute("aria-busy");
  }
}

/* What was typed in the other forms stays when the discussion is drawn anew. */
function unsent(section, sent) {
  return [...section.querySelectorAll("textarea")]
    .filter((field) => field.form !== sent && field.value)
    .map((field) => [field.id, field.value]);
}

function restore(section, typed) {
  for (const [id, value] of typed) {
    const field = section.querySelector(`#${CSS.escape(id)}`);
    if (!field) continue;
    field.value = value;
    const fold = field.closest("details");
    if (fold) fold.open = true;
  }
}

function fill(section, { part, start, end, quote }) {
  const form = section.querySelector("[data-new-remark]");
  if (!form) return;
  form.elements.quote.value = quote;
  place(form, { part, start, end });
  form.querySelector("details").open = true;
  const fold = section.closest("details");
  if (fold) fold.open = true;
  form.elements.body.focus();
  form.scrollIntoView({ block: "nearest" });
}

function place(form, { part = "", start = "", end = "" }) {
  form.elements.part.value = part;
  form.elements.start.value = start;
  form.elements.end.value = end;
}

function askButton(section) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ask-button small";
  button.textContent = section.dataset.ask;
  button.hidden = true;
  /* The selection stays while the button is pressed. */
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const place = placeOf(getSelection());
    button.hidden = true;
    if (place) document.dispatchEvent(new CustomEvent("onevoice:ask", { detail: place }));
  });
  if (section.querySelector("[data-new-remark]")) document.body.append(button);
  return button;
}

function offer(button) {
  const selection = getSelection();
  const place = placeOf(selection);
  button.hidden = !place;
  if (!place) return;
  const field = place.field?.getBoundingClientRect();
  const box = field ?? selection.getRangeAt(0).getBoundingClientRect();
  button.style.insetInlineStart = `${Math.max(8, Math.min(box.left + scrollX, scrollX + innerWidth - button.offsetWidth - 8))}px`;
  button.style.insetBlockStart = `${box.bottom + scrollY + (field ? 4 : 8)}px`;
}

function show({ partName, start, end }) {
  document.dispatchEvent(
    new CustomEvent("onevoice:show", { detail: { part: partName, start: Number(start), end: Number(end) } }),
  );
  const range = rangeOf(partName, Number(start), Number(end));
  if (!range) return false;
  markPlaces("remark-now", [range]);
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  return true;
}

function paint(section) {
  const links = [...section.querySelectorAll("[data-show]")];
  markPlaces(
    "remark",
    links.map(({ dataset }) => rangeOf(dataset.partName, Number(dataset.start), Number(dataset.end))).filter(Boolean),
  );
}

/* Every widget finds its own places: an element with data-widget="name" is handed to the function `enhance` of
   static/js/name.js, once, on the page as it came and in every fragment that comes later. */
import { copyText } from "./copy-text.js";
import { localTime } from "./local-time.js";
import "./openers.js";
import { unsavedText } from "./unsaved-text.js";

const done = new WeakSet();

function enhance(root) {
  localTime(root);
  copyText(root);
  const places = [...root.querySelectorAll("[data-widget]")];
  if (root.matches?.("[data-widget]")) places.unshift(root);
  for (const place of places) {
    if (done.has(place)) continue;
    done.add(place);
    for (const name of place.dataset.widget.split(/\s+/)) load(name, place);
  }
}

async function load(name, place) {
  const widget = await import(`./${name}.js`);
  widget.enhance(place);
}

enhance(document);
/* htmx answers for fragments that it brings; whoever else adds to the page says so with this event. */
document.addEventListener("htmx:load", (event) => enhance(event.target));
document.addEventListener("onevoice:added", (event) => enhance(event.target));

for (const form of document.querySelectorAll("form[data-unsaved]")) unsavedText(form);

/* On a touch screen the text is a card: a swipe to the left goes to the next one, to the right to the one before.
   It never decides. Scrolling, selecting and whatever scrolls sideways itself keep their gestures. */
const FAR_PX = 90;
const START_PX = 12;

export function enhance(room) {
  const card = room.querySelector("[data-swipe]");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let start = null;
  let dragged = 0;

  card.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch" || !event.isPrimary || scrollsSideways(event.target, card)) return;
    start = { x: event.clientX, y: event.clientY, going: false };
    dragged = 0;
  });
  card.addEventListener("pointermove", (event) => {
    if (!start || !event.isPrimary) return;
    const dx = event.clientX - start.x;
    const dy = event.clientY - start.y;
    if (!start.going) {
      if (Math.abs(dy) > START_PX || hasSelection()) start = null;
      else if (Math.abs(dx) > START_PX && Math.abs(dx) > 2 * Math.abs(dy)) start.going = true;
      if (!start?.going) return;
    }
    dragged = target(dx) ? dx : dx / 4;
    if (!still.matches) card.style.translate = `${dragged}px 0`;
  });
  for (const name of ["pointerup", "pointercancel"]) card.addEventListener(name, (event) => {
    const address = start?.going && event.type === "pointerup" && Math.abs(dragged) > FAR_PX ? target(dragged) : null;
    start = null;
    if (address) location.assign(address);
    else card.style.translate = "";
  });
  /* A page that is come back to stands where it was. */
  addEventListener("pageshow", () => {
    card.style.translate = "";
  });

  function target(dx) {
    return dx < 0 ? room.dataset.next : room.dataset.previous;
  }
}

function hasSelection() {
  return !getSelection().isCollapsed;
}

function scrollsSideways(element, card) {
  for (let at = element; at && at !== card; at = at.parentElement) {
    if (at.scrollWidth > at.clientWidth && getComputedStyle(at).overflowX !== "visible") return true;
  }
  return false;
}

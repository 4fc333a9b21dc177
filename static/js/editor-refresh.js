/* Makes one piece of the page like a fresh one and touches only what differs: what is open stays open, what has the
   focus keeps it, equal cards are not laid out again. */
export function refresh(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  attributes(old, fresh);
  const named = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  let here = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const twin = child.id ? named.get(child.id) : like(here, child) ? here : null;
    if (!twin) {
      old.insertBefore(child, here);
      continue;
    }
    if (twin === here) here = here.nextSibling;
    else old.insertBefore(twin, here);
    if (twin.nodeType === Node.ELEMENT_NODE) refresh(twin, child);
    else if (twin.data !== child.data) twin.data = child.data;
  }
  while (here) {
    const next = here.nextSibling;
    here.remove();
    here = next;
  }
}

function like(one, other) {
  return Boolean(one) && one.nodeName === other.nodeName && !one.id && one.className === other.className;
}

function attributes(old, fresh) {
  for (const { name, value } of [...fresh.attributes]) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    /* Whether something is folded open is the reader's doing. */
    if (!fresh.hasAttribute(name) && !(name === "open" && old.nodeName === "DETAILS")) old.removeAttribute(name);
  }
}

/* Keys of the review room: A, C and R open the form of a decision, J and K go on and back. None fires while somebody
   types or composes, after g (which leads to a room), or where keys were turned off. Nothing is decided by such a key. */
const FOLLOWS_MS = 1200;

export function enhance(room) {
  let went = -Infinity;
  const queue = room.querySelector(".review-queue");
  const current = queue.querySelector(".queue-lines [aria-current]");
  /* Far down in a long queue the open text is still in sight. */
  if (current) queue.scrollTop = current.offsetTop - queue.clientHeight / 2;

  document.addEventListener("keydown", (event) => {
    if (room.dataset.keys === "off" || isTyping(event)) return;
    const follows = event.timeStamp - went < FOLLOWS_MS;
    went = event.key === "g" ? event.timeStamp : -Infinity;
    if (follows) return;
    const key = event.key.toLowerCase();
    const act = { j: () => go(room.dataset.next), k: () => go(room.dataset.previous) }[key];
    const opener = room.querySelector(`[data-key="${CSS.escape(key.toUpperCase())}"]`);
    if (!act && !opener) return;
    event.preventDefault();
    if (act) act();
    else open(opener.getAttribute("popovertarget"));
  });
  for (const form of room.querySelectorAll(".decision-form")) {
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit(form.querySelector("[name=decision]"));
      }
    });
    form.addEventListener("beforetoggle", (event) => {
      if (event.newState === "open") carryOver(room, form);
    });
  }
}

function isTyping(event) {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || event.repeat) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  /* A key of a dialog, or of an open form, belongs to it. */
  if (document.querySelector("dialog[open], .decision-form:popover-open")) return true;
  /* A field of a form that was just closed keeps the focus for a moment. */
  return Boolean(
    event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")?.checkVisibility(),
  );
}

function go(address) {
  if (address) location.assign(address);
}

function open(id) {
  const form = document.getElementById(id);
  if (form.popover) form.showPopover();
  form.querySelector("textarea")?.focus();
}

/* Words typed for one decision are there for another, when somebody thinks again. */
function carryOver(room, form) {
  const field = form.elements.comment;
  if (!field || field.value) return;
  const typed = [...room.querySelectorAll(".decision-form textarea[name=comment]")].find((other) => other.value);
  if (typed) field.value = typed.value;
}

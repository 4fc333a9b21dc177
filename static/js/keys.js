/* Keys of the whole hub: / to search, g and a letter to a room, ? for the list. None while somebody types, while an
   input method composes, or where they were turned off. */
const FOLLOWS_MS = 1200;

export function enhance(shell) {
  for (const opener of shell.querySelectorAll("[data-opens=keys]")) opener.hidden = false;
  if (shell.dataset.keys === "off") {
    shell.querySelector(".find kbd")?.remove();
    return;
  }
  let went = -Infinity;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const follows = event.timeStamp - went < FOLLOWS_MS;
    went = -Infinity;
    if (follows && !event.shiftKey) {
      const room = shell.querySelector(`nav [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
      if (room) {
        event.preventDefault();
        room.click();
        return;
      }
    }
    if (event.key === "g") went = event.timeStamp;
    else if (event.key === "/") search(shell, event);
    else if (event.key === "?") {
      event.preventDefault();
      document.getElementById("keys").showModal();
    }
  });
}

function search(shell, event) {
  const field = shell.querySelector(".find input[type=search]");
  const link = shell.querySelector(".find-link");
  event.preventDefault();
  if (field?.checkVisibility()) field.focus();
  else link?.click();
}

function isTyping(target) {
  return target.isContentEditable || target.matches?.("input:not([type=checkbox], [type=radio], [type=button]), textarea, select");
}

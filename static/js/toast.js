/* A toast can be closed, and leaves by itself when nobody is reading it. */
const STAYS_MS = 8000;

export function enhance(toast) {
  const button = toast.querySelector("button");
  const leave = () => toast.remove();
  button.hidden = false;
  button.addEventListener("click", leave);
  let timer = setTimeout(leave, STAYS_MS);
  const hold = () => clearTimeout(timer);
  const release = () => {
    hold();
    timer = setTimeout(leave, STAYS_MS);
  };
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, hold);
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, release);
}

/* The browser's own colour picker beside a colour code; each follows the other. */
export function enhance(place) {
  const code = place.querySelector("input");
  const picker = document.createElement("input");
  picker.type = "color";
  picker.setAttribute("aria-label", place.dataset.pick);

  function follow() {
    const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(code.value.trim());
    const long = short ? `#${short.slice(1).map((digit) => digit + digit).join("")}` : code.value.trim();
    if (/^#[0-9a-f]{6}$/i.test(long)) picker.value = long.toLowerCase();
  }

  code.addEventListener("input", follow);
  picker.addEventListener("input", () => {
    code.value = picker.value.toUpperCase();
  });
  follow();
  code.after(picker);
}

/* The band of a scale is drawn anew while its two numbers are typed. */
export function enhance(group) {
  const band = group.querySelector(".target");
  const [low, high] = group.querySelectorAll("input");

  function draw() {
    const start = Math.min(Math.max(low.valueAsNumber || 0, 0), 100);
    const end = Math.min(Math.max(high.valueAsNumber || 0, 0), 100);
    band.setAttribute("x", start);
    band.setAttribute("width", Math.max(end - start, 0));
  }

  group.addEventListener("input", draw);
  draw();
}

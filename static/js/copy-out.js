/* Copying: the text is fetched at the click, so that a page does not carry it in every shape. The clipboard gets promises,
   because some browsers allow writing only while the click is still being handled. */
const SHOWN_MS = 1600;

export function enhance(block) {
  if (!navigator.clipboard || !window.ClipboardItem) return;
  const status = block.querySelector("[role=status]");
  for (const button of block.querySelectorAll("button[data-plain]")) {
    const shown = button.firstElementChild;
    const words = shown.textContent;
    let back = 0;
    button.hidden = false;
    button.addEventListener("click", async () => {
      clearTimeout(back);
      button.setAttribute("aria-busy", "true");
      const copied = await copy(button.dataset).then(
        () => true,
        () => false,
      );
      button.removeAttribute("aria-busy");
      status.textContent = copied ? block.dataset.copied : block.dataset.failed;
      if (copied) shown.textContent = block.dataset.copied;
      back = setTimeout(() => {
        shown.textContent = words;
        if (copied) status.textContent = "";
      }, SHOWN_MS);
    });
  }
}

async function copy({ plain, html }) {
  const shapes = { "text/plain": fetched(plain, "text/plain") };
  if (html) shapes["text/html"] = fetched(html, "text/html");
  await navigator.clipboard.write([new ClipboardItem(shapes)]);
}

async function fetched(url, type) {
  const answer = await fetch(url);
  // Somebody who was signed out meanwhile is led to a page, and a page is not the text.
  if (!answer.ok || answer.redirected) throw new Error(`${url}: ${answer.status}`);
  return new Blob([await answer.text()], { type });
}

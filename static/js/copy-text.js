/* A copy button beside every text that is there to be taken; its words stand on the body of the page. */
const SHOWN_MS = 1600;

export function copyText(root) {
  if (!navigator.clipboard) return;
  const { wordCopy, wordCopied } = document.body.dataset;
  for (const source of root.querySelectorAll("[data-copy]")) {
    // A fragment that is brought in may hold what was seen before.
    if (source.nextElementSibling?.matches(".copy-button")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-button";
    button.textContent = wordCopy;
    const status = document.createElement("span");
    status.className = "heard";
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = status.textContent = wordCopied;
      setTimeout(() => {
        button.textContent = wordCopy;
        status.textContent = "";
      }, SHOWN_MS);
    });
    source.after(button, status);
  }
}

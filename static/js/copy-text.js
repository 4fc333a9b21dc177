/* A copy button beside every text that is there to be taken. */
const WORDS = document.documentElement.lang.startsWith("zh") ? ["复制", "已复制"] : ["Copy", "Copied"];

export function copyText(root) {
  if (!navigator.clipboard) return;
  for (const source of root.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-button";
    button.textContent = WORDS[0];
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = WORDS[1];
      setTimeout(() => {
        button.textContent = WORDS[0];
      }, 1600);
    });
    source.after(button);
  }
}

/* Moments in the reader's own time; the server writes them in UTC. */
export function localTime(root) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  for (const time of root.querySelectorAll("time[datetime]:not([data-local])")) {
    time.dataset.local = "yes";
    time.title = time.textContent;
    time.textContent = format.format(new Date(time.dateTime));
  }
}

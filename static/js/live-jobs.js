/* Progress of jobs: the table is fetched again while one of them waits or runs. */
const EVERY_MS = 3000;

export function liveJobs(table, enhance) {
  if (!table || table.dataset.refresh !== "yes") return;
  setTimeout(async () => {
    let next = table;
    if (!document.hidden) {
      const answer = await fetch(location.href).catch(() => null);
      const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
      const fresh = page?.getElementById("jobs");
      if (fresh) {
        next = document.adoptNode(fresh);
        table.replaceWith(next);
        enhance(next);
      }
    }
    liveJobs(next, enhance);
  }, EVERY_MS);
}

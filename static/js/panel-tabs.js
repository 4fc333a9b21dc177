/* The panel beside the text: its buttons become the tabs of its sections; on a narrow page it comes up as a sheet.
   Without scripts there are no buttons to see and the sections stand one under the other. */
export function enhance(panel) {
  const sections = [...panel.querySelectorAll(":scope > [data-tab]")];
  const list = panel.querySelector(":scope > .panel-tabs");
  list.role = "tablist";
  list.ariaLabel = panel.dataset.label;
  const tabs = [...list.children];
  tabs.forEach((tab, place) => {
    const section = sections[place];
    section.id ||= `${panel.id}-section-${place}`;
    tab.role = "tab";
    tab.id = `${section.id}-tab`;
    tab.setAttribute("aria-controls", section.id);
    section.role = "tabpanel";
    section.setAttribute("aria-labelledby", tab.id);
  });

  const choose = (place) => {
    tabs.forEach((tab, at) => {
      tab.ariaSelected = String(at === place);
      tab.tabIndex = at === place ? 0 : -1;
      sections[at].hidden = at !== place;
    });
  };
  const reveal = (element) => {
    const place = sections.findIndex((section) => section.contains(element));
    if (place >= 0) choose(place);
  };
  const open = (is) => {
    panel.classList.toggle("up", is);
    document.documentElement.classList.toggle("under-sheet", is);
  };

  list.addEventListener("click", (event) => {
    const place = tabs.indexOf(event.target.closest("[role=tab]"));
    if (place >= 0) choose(place);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
    choose(next);
    tabs[next].focus();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-opens-panel]") && isSheet(panel)) {
      event.preventDefault();
      open(true);
      tabs.find((tab) => tab.ariaSelected === "true").focus();
    } else if (event.target.closest?.("[data-closes-panel]")) {
      event.preventDefault();
      close();
    }
  });
  const close = () => {
    if (!panel.classList.contains("up")) return;
    open(false);
    document.querySelector("[data-opens-panel]")?.focus();
  };
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  });
  document.addEventListener("onevoice:panel", ({ detail }) => {
    if (detail.close) open(false);
    if (!detail.place) return;
    reveal(detail.place);
    if (!detail.stays && isSheet(panel)) open(true);
  });
  document.addEventListener(
    "onevoice:ask",
    () => {
      reveal(document.getElementById("discussion"));
      if (isSheet(panel)) open(true);
    },
    { capture: true },
  );
  document.addEventListener("onevoice:show", () => open(false));
  const follow = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target) reveal(target);
  };
  addEventListener("hashchange", follow);

  panel.classList.add("tabbed");
  choose(0);
  follow();
}

function isSheet(panel) {
  return getComputedStyle(panel).position === "fixed";
}

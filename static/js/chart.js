/* Lines over time or place, read from the table that says the same. The library comes only where a chart is. */
let library;

function once(place) {
  library ??= new Promise((resolve, reject) => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = place.dataset.style;
    const script = document.createElement("script");
    script.src = place.dataset.library;
    script.onload = () => resolve(globalThis.uPlot);
    script.onerror = reject;
    document.head.append(style, script);
  });
  return library;
}

function read(table) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
  const isDay = rows.every((row) => /^\d{4}-\d\d-\d\d/.test(row[0]));
  const places = rows.map((row) => (isDay ? Date.parse(row[0]) / 1000 : Number(row[0])));
  const series = rows[0].slice(1).map((_, column) =>
    rows.map((row) => (Number.isFinite(Number.parseFloat(row[column + 1])) ? Number.parseFloat(row[column + 1]) : null)),
  );
  return { isDay, data: [places, ...series], names: [...table.tHead.rows[0].cells].map((cell) => cell.textContent) };
}

export async function enhance(place) {
  const table = document.getElementById(place.dataset.table);
  if (!table.tBodies[0].rows.length) return;
  const { isDay, data, names } = read(table);
  const Plot = await once(place);
  const colour = (name) => getComputedStyle(place).getPropertyValue(name).trim();
  /* A canvas knows no tokens: the colours are taken from an element that has them. */
  const probe = document.createElement("span");
  place.append(probe);
  const solid = (name) => {
    probe.style.color = colour(name);
    return getComputedStyle(probe).color;
  };
  const lines = ["--accent", "--weak", "--ink-soft", "--good", "--bad"].map(solid);
  const axis = { stroke: solid("--ink-soft"), grid: { stroke: solid("--rule"), width: 1 }, ticks: { stroke: solid("--rule"), width: 1 } };
  probe.remove();
  const chart = new Plot(
    {
      width: place.clientWidth,
      height: 200,
      scales: { x: { time: isDay }, y: { range: [Number(place.dataset.low), Number(place.dataset.high)] } },
      axes: [axis, axis],
      series: [
        { label: names[0] },
        ...names.slice(1).map((label, index) => ({
          label,
          stroke: lines[index % lines.length],
          width: 2,
          dash: index ? [4 + 2 * index, 4] : undefined,
          points: { show: data[0].length < 60 },
        })),
      ],
    },
    data,
    place,
  );
  new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: 200 })).observe(place);
}

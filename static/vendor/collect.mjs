/* Copies what the pages serve out of node_modules, each with its licence, and draws the sprite of the icons in use. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const from = (path) => join(here, "node_modules", path);

function copy(source, target) {
  mkdirSync(dirname(join(here, target)), { recursive: true });
  cpSync(from(source), join(here, target));
}

copy("htmx.org/dist/htmx.min.js", "htmx/htmx.min.js");
copy("htmx.org/LICENSE", "htmx/LICENSE");
copy("uplot/dist/uPlot.iife.min.js", "uplot/uPlot.iife.min.js");
copy("uplot/dist/uPlot.min.css", "uplot/uPlot.min.css");
copy("uplot/LICENSE", "uplot/LICENSE");
copy("lucide-static/LICENSE", "lucide/LICENSE");

/* An icon is named as icon("name"), icon="name", icon: "name" or icons.svg#name; names that code puts together stand in icons.txt. */
const NAMED = /\bicon(?:s\.svg#|\(\s*["']|["']?\s*[=:]\s*["'])([a-z][a-z0-9-]*)/g;

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (["vendor", "node_modules", "__pycache__"].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (/\.(html|js|py|yaml)$/.test(entry.name)) yield path;
  }
}

const names = new Set(readFileSync(join(here, "icons.txt"), "utf8").split("\n").filter((line) => line && !line.startsWith("#")));
for (const folder of ["hub/web", "hub/channels", "static/js"]) {
  for (const path of files(join(root, folder))) {
    for (const [, name] of readFileSync(path, "utf8").matchAll(NAMED)) names.add(name);
  }
}

const symbols = [];
for (const name of [...names].sort()) {
  const path = from(`lucide-static/icons/${name}.svg`);
  if (!existsSync(path)) {
    console.error(`there is no icon named ${name}`);
    process.exitCode = 1;
    continue;
  }
  const body = readFileSync(path, "utf8").replace(/<!--.*?-->/gs, "").replace(/\s*<svg[^>]*>\s*/s, "").replace(/\s*<\/svg>\s*/, "");
  symbols.push(`<symbol id="${name}" viewBox="0 0 24 24">${body.replace(/\s*\n\s*/g, "")}</symbol>`);
}
mkdirSync(join(here, "lucide"), { recursive: true });
writeFileSync(join(here, "lucide", "icons.svg"), `<!-- lucide-static, ISC; see LICENSE -->\n<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);
console.log(`${symbols.length} icons`);

// Packs what was built beside itself, and holds it to its budgets: the first load, and each screen that comes later.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

const root = new URL('../../target/classes/web/', import.meta.url).pathname;
const FIRST_LOAD = { '.js': 60_000, '.css': 12_000 };
const SCREEN = { '.js': 15_000, '.css': 5_000 };
const FIRST_SCREEN = 'src/now/now.tsx';
const sizes = new Map();

function pack(folder) {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (statSync(file).isDirectory()) {
      pack(file);
    } else if (/\.(js|css|html|svg|webmanifest)$/.test(name)) {
      const packed = gzipSync(readFileSync(file), { level: constants.Z_BEST_COMPRESSION });
      writeFileSync(`${file}.gz`, packed);
      sizes.set(file.slice(root.length), packed.length);
    }
  }
}

const manifest = JSON.parse(readFileSync(join(root, '.vite/manifest.json'), 'utf8'));
rmSync(join(root, '.vite'), { recursive: true });
pack(root);

/** All files that a part of the page needs. */
function filesOf(key, found = new Set()) {
  const part = manifest[key];
  if (found.has(part.file)) return found;
  found.add(part.file);
  for (const css of part.css ?? []) found.add(css);
  for (const other of part.imports ?? []) filesOf(other, found);
  return found;
}

function hold(what, files, budgets) {
  for (const [kind, budget] of Object.entries(budgets)) {
    const total = [...files].filter((file) => file.endsWith(kind)).reduce((sum, file) => sum + sizes.get(file), 0);
    console.log(`${what}: ${kind} ${total} bytes packed, budget ${budget}`);
    if (total > budget) {
      console.error(`${what}: its ${kind} files are over their budget.`);
      process.exitCode = 1;
    }
  }
}

const first = filesOf('index.html');
filesOf(FIRST_SCREEN, first);
hold('first load', first, FIRST_LOAD);
// A part that a screen loads later is held for what it adds to that screen.
for (const [key, part] of Object.entries(manifest)) {
  if (!part.isDynamicEntry || key === FIRST_SCREEN) continue;
  const before = new Set(first);
  for (const [other, its] of Object.entries(manifest)) {
    if (its.dynamicImports?.includes(key) && !first.has(its.file)) filesOf(other, before);
  }
  hold(key, [...filesOf(key)].filter((file) => !before.has(file)), SCREEN);
}

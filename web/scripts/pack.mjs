// Packs what was built beside itself, and holds it to the budget of the first load.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

const root = new URL('../../target/classes/web/', import.meta.url).pathname;
const budgets = { '.js': 60_000, '.css': 12_000 };
const totals = { '.js': 0, '.css': 0 };

function pack(folder) {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (statSync(file).isDirectory()) {
      pack(file);
    } else if (/\.(js|css|html|svg|webmanifest)$/.test(name)) {
      const packed = gzipSync(readFileSync(file), { level: constants.Z_BEST_COMPRESSION });
      writeFileSync(`${file}.gz`, packed);
      const kind = name.slice(name.lastIndexOf('.'));
      if (kind in totals) totals[kind] += packed.length;
    }
  }
}

pack(root);
for (const [kind, budget] of Object.entries(budgets)) {
  console.log(`${kind} ${totals[kind]} bytes packed, budget ${budget}`);
  if (totals[kind] > budget) {
    console.error(`The page's ${kind} files are over their budget.`);
    process.exit(1);
  }
}

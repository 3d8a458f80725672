// Checks the types, bundles and packs the page, where anything of it is newer than what was built.
import { execSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const built = join(web, '../target/classes/web/index.html.gz');

function newest(folder) {
  let at = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    at = Math.max(at, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return at;
}

if (!existsSync(built) || statSync(built).mtimeMs < newest(web)) {
  for (const command of ['tsc --noEmit', 'vite build --logLevel warn', 'node scripts/pack.mjs']) {
    execSync(command.startsWith('node') ? command : `npx --no-install ${command}`, { cwd: web, stdio: 'inherit' });
  }
}

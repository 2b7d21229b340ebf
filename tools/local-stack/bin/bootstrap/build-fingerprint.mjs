import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { CONSOLE } from './console-build.mjs';
import { packagesWith } from './packages.mjs';
import { inRoot } from './repository.mjs';

const SKIPPED = new Set(['node_modules', 'dist', 'out-tsc']);
const TYPESCRIPT = /\.(?:ts|json)$/;
const ROOT_FILES = ['package-lock.json', 'tsconfig.base.json', 'tsconfig.json'];

/** Changes whenever a source, a project file or a dependency changes, or a package's build is missing. Reads no file, only their dates. */
export function buildFingerprint() {
  const hash = createHash('sha256');
  for (const file of ROOT_FILES) addFile(hash, inRoot(file));
  for (const folder of packagesWith('tsconfig.lib.json')) {
    hash.update(`${folder} ${fs.existsSync(inRoot(folder, 'dist/tsconfig.lib.tsbuildinfo'))}\n`);
    addFolder(hash, inRoot(folder), TYPESCRIPT);
  }
  return hash.digest('hex');
}

/** The same for the console, all of whose files go into its build. */
export function consoleFingerprint() {
  const hash = createHash('sha256');
  for (const file of ROOT_FILES) addFile(hash, inRoot(file));
  hash.update(`${fs.existsSync(inRoot(CONSOLE, 'dist/index.html'))}\n`);
  addFolder(hash, inRoot(CONSOLE), /./);
  return hash.digest('hex');
}

function addFolder(hash, folder, names) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name);
    if (!entry.isDirectory()) {
      if (names.test(entry.name)) addFile(hash, inside);
    } else if (!SKIPPED.has(entry.name)) addFolder(hash, inside, names);
  }
}

function addFile(hash, file) {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  hash.update(`${file} ${found?.mtimeMs} ${found?.size}\n`);
}

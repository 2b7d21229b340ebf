import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTree } from '@nx/devkit/testing';
import { CATALOG, REQUEST_TYPES } from '../request-type-catalog/request-type-libs';

const ROOT = join(__dirname, '..', '..', '..', '..');

/** A tree with the real files that the generators read and change; what a generator does to it stays in memory. */
export function workspaceCopy(): Tree {
  const tree = createTree();
  const folders = readdirSync(join(ROOT, REQUEST_TYPES)).map((folder) => `${REQUEST_TYPES}/${folder}`);
  const files = [...folders.map((folder) => `${folder}/package.json`), `${CATALOG}/src/index.ts`, `${CATALOG}/tsconfig.lib.json`];
  for (const path of ['CODEOWNERS', 'tsconfig.json', ...files]) tree.write(path, readFileSync(join(ROOT, path)));
  return tree;
}

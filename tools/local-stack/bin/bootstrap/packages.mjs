import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './repository.mjs';

const PARENTS = ['apps', 'libs/shared', 'libs/workflow-core', 'libs/request-types', 'tools'];

/** The folders of the workspace that hold the file, relative to the checkout. */
export function packagesWith(file) {
  return PARENTS.filter((parent) => fs.existsSync(inRoot(parent)))
    .flatMap((parent) => fs.readdirSync(inRoot(parent)).map((name) => path.join(parent, name)))
    .filter((folder) => fs.existsSync(inRoot(folder, file)))
    .sort();
}

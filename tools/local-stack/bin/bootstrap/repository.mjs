import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that this script belongs to. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');

/** All state of a local run, ignored by git; `npm run reset` removes it. */
export const stateFolder = path.join(root, '.countersign');

export const logFolder = path.join(stateFolder, 'logs');

/** A file of the checkout. */
export const inRoot = (...parts) => path.join(root, ...parts);

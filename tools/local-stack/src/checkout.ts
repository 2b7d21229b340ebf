import path from 'node:path';

/** The checkout that this package belongs to; this file lies equally deep in `src` and in `dist`. */
export const checkout = path.resolve(__dirname, '../../..');

/** All state of a local run; ignored by git. */
export const stateFolder = path.join(checkout, '.countersign');

export const issuerFolder = (folder: string = stateFolder): string => path.join(folder, 'dev-issuer');

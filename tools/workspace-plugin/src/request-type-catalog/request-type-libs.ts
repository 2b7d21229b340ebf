import type { Tree } from '@nx/devkit';
import { readJsonFile } from '../workspace-files/json-files';

export const REQUEST_TYPES = 'libs/request-types';
export const CATALOG = `${REQUEST_TYPES}/catalog`;

interface PackageJson {
  readonly name: string;
  readonly nx?: { readonly tags?: readonly string[] };
}

/** One lib that a team owns, by the name of its folder. */
export interface RequestTypeLib {
  readonly folder: string;
  readonly packageName: string;
}

/** The libs that hold request types, sorted by folder: whatever bears the tag, so that a stray folder is not taken for one. */
export function requestTypeLibs(tree: Tree): RequestTypeLib[] {
  return tree
    .children(REQUEST_TYPES)
    .filter((folder) => tree.exists(`${REQUEST_TYPES}/${folder}/package.json`))
    .map((folder) => ({ folder, ...(readJsonFile(tree, `${REQUEST_TYPES}/${folder}/package.json`) as PackageJson) }))
    .filter(({ nx }) => nx?.tags?.includes('type:request-type'))
    .map(({ folder, name }) => ({ folder, packageName: name }))
    .sort((one, other) => (one.folder < other.folder ? -1 : 1));
}

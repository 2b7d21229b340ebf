import type { Tree } from '@nx/devkit';
import { readJsonFile, writeIfChanged, writePackageJson, writeTsconfig } from '../workspace-files/json-files';
import { catalogSource } from './catalog-source';
import { CATALOG, requestTypeLibs, type RequestTypeLib } from './request-type-libs';

const CONTRACT = '@countersign/contract';
const CONTRACT_REFERENCE = '../../workflow-core/contract/tsconfig.lib.json';

interface CatalogPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface Tsconfig {
  readonly references?: readonly { readonly path: string }[];
}

/** Makes the catalog list exactly the libs under libs/request-types. Run twice, it changes nothing the second time. */
export function syncRequestTypeCatalogGenerator(tree: Tree): void {
  const libs = requestTypeLibs(tree);
  writeIfChanged(tree, `${CATALOG}/src/index.ts`, catalogSource(libs));
  syncDependencies(tree, libs);
  syncReferences(tree, libs);
}

function syncDependencies(tree: Tree, libs: readonly RequestTypeLib[]): void {
  const path = `${CATALOG}/package.json`;
  const catalog = readJsonFile(tree, path) as CatalogPackage;
  const kept = Object.entries(catalog.dependencies ?? {}).filter(([name]) => !name.startsWith('@countersign/') || name === CONTRACT);
  const listed = libs.map(({ packageName }): [string, string] => [packageName, '*']);
  const dependencies = Object.fromEntries([...kept, ...listed].sort(([one], [other]) => (one < other ? -1 : 1)));
  writePackageJson(tree, path, { ...catalog, dependencies });
}

function syncReferences(tree: Tree, libs: readonly RequestTypeLib[]): void {
  const path = `${CATALOG}/tsconfig.lib.json`;
  const references = [CONTRACT_REFERENCE, ...libs.map(({ folder }) => `../${folder}/tsconfig.lib.json`)].map((to) => ({ path: to }));
  writeTsconfig(tree, path, { ...(readJsonFile(tree, path) as Tsconfig), references });
}

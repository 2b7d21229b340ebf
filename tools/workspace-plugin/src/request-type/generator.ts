import { join } from 'node:path';
import { generateFiles, type GeneratorCallback, installPackagesTask, names, type Tree } from '@nx/devkit';
import { CATALOG, REQUEST_TYPES } from '../request-type-catalog/request-type-libs';
import { syncRequestTypeCatalogGenerator } from '../request-type-catalog/generator';
import { addCodeOwner } from '../workspace-files/code-owners';
import { readJsonFile, writeTsconfig } from '../workspace-files/json-files';

const TEMPLATES = join(__dirname, '..', '..', 'templates', 'request-type');
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const OWNER = /^@[\w-]+\/[\w.-]+$/;
/** Every package is `@countersign/<folder>`, wherever its folder is. */
const PACKAGE_FOLDERS = [REQUEST_TYPES, 'libs/workflow-core', 'libs/shared', 'apps', 'tools'];

export interface RequestTypeOptions {
  /** Kebab-case, e.g. `coupon-reissue`. */
  readonly name: string;
  /** `@org/team`. */
  readonly owner: string;
  /** Path of the loyalty call. */
  readonly path?: string;
  readonly skipInstall?: boolean;
}

/**
 * Creates one request type, whole: lib, definition, conformance spec, README, owner and place in the catalog. Nothing else in the
 * workspace has to be touched for it.
 */
export function requestTypeGenerator(tree: Tree, options: RequestTypeOptions): GeneratorCallback {
  const { name, owner, path = `/v2/${name}`, skipInstall = false } = options;
  check(tree, options);
  const { className, propertyName, constantName } = names(name);
  const title = name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
  generateFiles(tree, TEMPLATES, `${REQUEST_TYPES}/${name}`, {
    name,
    owner,
    path,
    title,
    key: constantName,
    typeName: className,
    constant: propertyName,
    template: '',
  });
  addCodeOwner(tree, name, owner);
  addReference(tree, name);
  syncRequestTypeCatalogGenerator(tree);
  return () => {
    if (!skipInstall) installPackagesTask(tree, true);
  };
}

function check(tree: Tree, { name, owner, path }: RequestTypeOptions): void {
  if (!NAME.test(name)) throw new Error('name must be kebab-case, like coupon-reissue.');
  if (!OWNER.test(owner)) throw new Error('owner must be a GitHub team, like @countersign/team-coupons.');
  if (path !== undefined && !/^\/[^?\s']*$/.test(path)) throw new Error('path must start with / and hold no query.');
  const taken = PACKAGE_FOLDERS.find((folder) => tree.exists(`${folder}/${name}`));
  if (taken !== undefined) throw new Error(`There is a package ${name} in ${taken} already; choose another name.`);
}

/** `tsc -b` at the root builds what is listed here; the catalog comes after all that it lists. */
function addReference(tree: Tree, name: string): void {
  const tsconfig = readJsonFile(tree, 'tsconfig.json') as { references: { path: string }[] };
  const at = tsconfig.references.findIndex(({ path }) => path === `./${CATALOG}`);
  const references = tsconfig.references.toSpliced(at < 0 ? tsconfig.references.length : at, 0, { path: `./${REQUEST_TYPES}/${name}` });
  writeTsconfig(tree, 'tsconfig.json', { ...tsconfig, references });
}

import type { Tree } from '@nx/devkit';
import { REQUEST_TYPES } from '../request-type-catalog/request-type-libs';

const CODE_OWNERS = 'CODEOWNERS';
const OWNER_COLUMN = 64;

/** Gives a request type's folder its owner, among the lines of the other request types and sorted like them. */
export function addCodeOwner(tree: Tree, folder: string, owner: string): void {
  const lines = (tree.read(CODE_OWNERS, 'utf8') ?? '').split('\n');
  const path = `/${REQUEST_TYPES}/${folder}/`;
  if (lines.some((line) => line.startsWith(`${path} `))) throw new Error(`${CODE_OWNERS} already names an owner of ${path}.`);
  const ofTypes = lines.filter((line) => line.startsWith(`/${REQUEST_TYPES}/`));
  const next = ofTypes.find((line) => line > path);
  const last = ofTypes.at(-1);
  if (last === undefined) throw new Error(`${CODE_OWNERS} has no line for any request type, so the place for ${path} is not clear.`);
  const at = next === undefined ? lines.indexOf(last) + 1 : lines.indexOf(next);
  tree.write(CODE_OWNERS, lines.toSpliced(at, 0, `${path.padEnd(OWNER_COLUMN)}${owner}`).join('\n'));
}

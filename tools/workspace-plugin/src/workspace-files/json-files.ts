import type { Tree } from '@nx/devkit';

const LINE_WIDTH = 140;
/** A list of scalars as `JSON.stringify` writes it: what stands before it, its elements, a comma after it. */
const EXPANDED_LIST = /^(.*)\[\n([^[\]{}]*?)\n *\](,?)$/gm;

export function readJsonFile(tree: Tree, path: string): unknown {
  const text = tree.read(path, 'utf8');
  if (text === null) throw new Error(`${path} is not there; run the generator from the root of the workspace.`);
  return JSON.parse(text);
}

/** Writes as prettier would, so that a generated file never differs from a formatted one: lists of scalars in one line if they fit. */
export function writeTsconfig(tree: Tree, path: string, value: object): void {
  const text = JSON.stringify(value, null, 2).replace(EXPANDED_LIST, (expanded, before: string, elements: string, comma: string) => {
    const inline = `${before}[${elements.trim().replace(/,\n\s*/g, ', ')}]${comma}`;
    return inline.length <= LINE_WIDTH ? inline : expanded;
  });
  writeIfChanged(tree, path, `${text}\n`);
}

/** npm's own form, which prettier keeps for a package.json. */
export function writePackageJson(tree: Tree, path: string, value: object): void {
  writeIfChanged(tree, path, `${JSON.stringify(value, null, 2)}\n`);
}

export function writeIfChanged(tree: Tree, path: string, text: string): void {
  if (tree.read(path, 'utf8') !== text) tree.write(path, text);
}

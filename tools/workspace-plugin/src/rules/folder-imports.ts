import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { preProcessFile } from 'typescript';
import { ROOT } from './workspace-projects';

/** A product file that imports one of another folder of the same project; paths from the project's `src`. */
export interface FolderImport {
  readonly from: string;
  readonly to: string;
}

const IS_CODE = /(?<!\.d)\.tsx?$/;
const IS_ASSET = /\.(?:css|json|svg)$/;
const IS_SPEC = /\.(?:int-|e2e-)?spec\.tsx?$/;

/** Imports of the product's files from folder to folder, within the project. @param project from the root: `apps/worker` */
export function folderImports(project: string): readonly FolderImport[] {
  const source = join(ROOT, project, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => IS_CODE.test(name) && !IS_SPEC.test(name));
  return files.flatMap((file) =>
    preProcessFile(readFileSync(join(source, file), 'utf8'))
      .importedFiles.map(({ fileName }) => fileName)
      .filter((name) => name.startsWith('.') && !IS_ASSET.test(name))
      .map((name) => ({ from: file, to: resolved(source, relative(source, join(source, dirname(file), name))) }))
      .filter(({ from, to }) => dirname(from) !== dirname(to)),
  );
}

/** Folders that lead back to themselves over others, each circle once. */
export function foldersInCircles(imports: readonly FolderImport[], folderOf: (file: string) => string = dirname): readonly string[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    if (folderOf(from) === folderOf(to)) continue;
    next.set(folderOf(from), (next.get(folderOf(from)) ?? new Set()).add(folderOf(to)));
  }
  return [...next.keys()].filter((folder) => reachedFrom(folder, next).has(folder)).toSorted();
}

function reachedFrom(start: string, next: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...(next.get(start) ?? [])];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (reached.has(folder)) continue;
    reached.add(folder);
    waiting.push(...(next.get(folder) ?? []));
  }
  return reached;
}

function resolved(source: string, target: string): string {
  const found = ['.ts', '.tsx', '/index.ts', '']
    .map((end) => `${target}${end}`)
    .find((name) => IS_CODE.test(name) && existsSync(join(source, name)));
  if (found === undefined) throw new Error(`${source}: no file is found for the import of ${target}`);
  return found;
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..', '..', '..');

export interface WorkspaceProject {
  /** From the root: `libs/shared/config`. */
  readonly folder: string;
  readonly name: string;
  readonly tags: readonly string[];
}

interface PackageJson {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly nx?: { readonly tags?: readonly string[] };
}

/** Every package of the workspace, as npm finds them. */
export function workspaceProjects(): WorkspaceProject[] {
  return (packageIn('.').workspaces ?? []).flatMap((pattern) => projectsIn(pattern.replace(/\/\*$/, '')));
}

function projectsIn(parent: string): WorkspaceProject[] {
  return readdirSync(join(ROOT, parent))
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(join(ROOT, folder, 'package.json')))
    .map((folder) => ({ folder, name: packageIn(folder).name, tags: packageIn(folder).nx?.tags ?? [] }));
}

function packageIn(folder: string): PackageJson {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as PackageJson;
}

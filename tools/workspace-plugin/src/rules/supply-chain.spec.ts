import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, workspaceProjects } from './workspace-projects';

interface Package {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const root = read('package.json') as Package;
/** Its dependencies end up in the files that it is built into; none of them is installed where the servers run. */
const BUNDLED = 'apps/console';
const bundled = read(`${BUNDLED}/package.json`) as Package;
const locked = Object.entries((read('package-lock.json') as { packages: Record<string, Locked> }).packages).filter(
  ([path, { link }]) => path.includes('node_modules/') && link !== true,
);
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;
/** Before the version of a package that is installed under another name. */
const ALIAS = /^npm:[\w@/-]+@/;
const dependenciesOf = (one: Package): readonly (readonly [string, string])[] =>
  [one.dependencies, one.devDependencies, one.optionalDependencies].flatMap((some) => Object.entries(some ?? {}));

describe('dependencies', () => {
  it('are declared once, at the root or in the console, in an exact version', () => {
    const declared = [...dependenciesOf(root), ...dependenciesOf(bundled)];
    expect(declared.filter(([, version]) => !EXACT.test(version.replace(ALIAS, '')))).toEqual([]);
    expect(new Set(declared.map(([name]) => name)).size).toBe(declared.length);
    expect(Object.keys(bundled.dependencies ?? {})).toEqual([]);
    expect(Object.entries(root.overrides ?? {}).filter(([name, version]) => !EXACT.test(version) && version !== `$${name}`)).toEqual([]);
  });

  it('of a project are other projects, or those of the root in its version', () => {
    const known = new Set([...dependenciesOf(root).map(([name]) => name), ...workspaceProjects().map(({ name }) => name)]);
    for (const { folder } of workspaceProjects().filter((project) => project.folder !== BUNDLED)) {
      const strange = dependenciesOf(read(`${folder}/package.json`) as Package).filter(
        ([name, version]) => version !== '*' || !known.has(name),
      );
      expect({ folder, strange }).toEqual({ folder, strange: [] });
    }
  });

  it('are all in the lockfile with a hash, and come from a registry by https', () => {
    expect(locked.length).toBeGreaterThan(500);
    expect(locked.filter(([, { integrity = '' }]) => !/^sha512-[\w+/]{86}==$/.test(integrity)).map(([path]) => path)).toEqual([]);
    expect(locked.filter(([, { version = '' }]) => !EXACT.test(version.split('+', 1)[0] ?? '')).map(([path]) => path)).toEqual([]);
    expect(locked.filter(([, { resolved }]) => resolved !== undefined && !/^https:\/\/[\w.-]+\/.*\.tgz$/.test(resolved))).toEqual([]);
  });

  it('run nothing on install that nobody has looked at', () => {
    const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const scripted = new Set(locked.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => nameOf(path)));
    const decided = Object.keys(root.allowScripts ?? {});
    expect([...scripted].filter((name) => !decided.includes(name))).toEqual([]);
    expect(decided.filter((name) => !scripted.has(name))).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FolderImport, folderImports } from './folder-imports';
import { ROOT } from './workspace-projects';

const folderOf = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '.');
/** Files directly in `src` put everything together: nothing lies above them. */
const FLOORS: Readonly<Record<string, number>> = { platform: 0, views: 1, '.': 3 };
const RESOURCES = 2;
const floorOf = (file: string): number => FLOORS[folderOf(file)] ?? RESOURCES;

function breaksTheFloors({ from, to }: FolderImport): boolean {
  if (folderOf(from) === folderOf(to)) return false;
  return floorOf(to) > floorOf(from) || (floorOf(from) === RESOURCES && floorOf(to) === RESOURCES);
}

describe('the floors of the gateway', () => {
  const imports = folderImports('apps/api-gateway');

  it('have no arrow up, and none from resource to resource', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(imports.filter(breaksTheFloors)).toEqual([]);
  });

  it.each([
    ['the platform imports a view', 'platform/http/a.ts', 'views/requests/b.ts'],
    ['the platform imports a resource', 'platform/http/a.ts', 'webhooks/b.ts'],
    ['the platform imports what puts all together', 'platform/http/a.ts', 'app.module.ts'],
    ['a view imports a resource', 'views/requests/a.ts', 'requests/read/b.ts'],
    ['a resource imports another one', 'decisions/a.ts', 'requests/read/b.ts'],
    ['a resource imports what puts all together', 'decisions/a.ts', 'use-cases.module.ts'],
  ])('would be broken where %s', (_what, from, to) => {
    expect(breaksTheFloors({ from, to })).toBe(true);
  });

  it('are the ones that lint knows: a new resource has to be named there', () => {
    const text = readFileSync(join(ROOT, 'tools/lint/restrictions.mjs'), 'utf8');
    const named = [...(/const RESOURCES = \[(.*)\]/.exec(text)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name);
    const folders = new Set(imports.flatMap(({ from, to }) => [folderOf(from), folderOf(to)]));
    expect([...folders].filter((folder) => FLOORS[folder] === undefined).toSorted()).toEqual(named.toSorted());
  });
});

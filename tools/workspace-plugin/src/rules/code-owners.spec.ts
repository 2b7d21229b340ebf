import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, workspaceProjects } from './workspace-projects';

const lines = readFileSync(join(ROOT, 'CODEOWNERS'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(/\s+/))
  .map(([path = '', ...owners]) => ({ path, owners }));

function ownersOf(path: string): readonly string[] {
  return lines.findLast((line) => line.path === '*' || path.startsWith(line.path))?.owners ?? [];
}

describe('CODEOWNERS', () => {
  it('names paths that are there', () => {
    expect(lines.filter(({ path }) => path !== '*' && !existsSync(join(ROOT, path))).map(({ path }) => path)).toEqual([]);
  });

  it('gives every path at least one owner', () => {
    expect(lines.filter(({ owners }) => owners.length === 0)).toEqual([]);
    expect(ownersOf('/package.json')).toEqual(['@countersign/platform']);
  });

  it('gives every request type one team, which its README names', () => {
    for (const { folder } of workspaceProjects().filter(({ tags }) => tags.includes('type:request-type'))) {
      const [owner, ...others] = ownersOf(`/${folder}/src/index.ts`);
      expect({ folder, owner, others }).toEqual({ folder, owner: expect.stringMatching(/^@countersign\/team-/), others: [] });
      expect(readFileSync(join(ROOT, folder, 'README.md'), 'utf8')).toContain(owner);
    }
  });

  it.each(['libs/workflow-core/contract/src/request-type.ts', 'libs/workflow-core/persistence/migrations/001_requests.sql', 'CODEOWNERS'])(
    'puts %s under platform and security',
    (path) => {
      expect(ownersOf(`/${path}`)).toEqual(['@countersign/platform', '@countersign/security']);
    },
  );
});

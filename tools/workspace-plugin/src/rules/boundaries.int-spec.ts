import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, workspaceProjects } from './workspace-projects';

const FIXTURES = join(ROOT, 'tools/boundary-fixtures');
const fixtures = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));

interface Constraint {
  readonly sourceTag: string;
  readonly onlyDependOnLibsWithTags?: readonly string[];
  readonly notDependOnLibsWithTags?: readonly string[];
}

interface FixtureResult {
  readonly fixture: string;
  readonly trips: string;
  readonly says: string;
  readonly messages: readonly { readonly ruleId: string; readonly message: string }[];
}

/** Tags that tell a reader something and constrain nothing by themselves. */
const MARKERS = ['process:worker'];

let results: ReadonlyMap<string, FixtureResult>;
let constraints: readonly Constraint[];

beforeAll(() => {
  const output = execFileSync(process.execPath, [join(FIXTURES, 'lint-fixtures.mjs')], { cwd: ROOT, encoding: 'utf8' });
  const linted = JSON.parse(output) as { constraints: Constraint[]; fixtures: FixtureResult[] };
  results = new Map(linted.fixtures.map((result) => [result.fixture, result]));
  constraints = linted.constraints;
}, 180_000);

describe('lint', () => {
  it.each(fixtures)('judges %s as its header says', (fixture) => {
    const result = results.get(fixture);
    const said = { ruleId: result?.trips, message: expect.stringContaining(result?.says ?? '') };
    expect(result?.trips).toBeTruthy();
    expect(result?.messages).toEqual(result?.trips === 'nothing' ? [] : [said]);
  });
});

describe('project tags', () => {
  it('are on every project: one without a type would match no constraint', () => {
    const untyped = workspaceProjects().filter(({ tags }) => tags.filter((tag) => tag.startsWith('type:')).length !== 1);
    expect(untyped.map(({ folder }) => folder)).toEqual([]);
  });

  it('are all known to the table of constraints', () => {
    const known = new Set(constraints.flatMap((constraint) => [constraint.sourceTag, ...(constraint.notDependOnLibsWithTags ?? [])]));
    for (const { folder, tags } of workspaceProjects()) {
      const scope = `scope:${folder.split('/').at(-1) ?? ''}`;
      expect({ folder, unknown: tags.filter((tag) => !known.has(tag) && !MARKERS.includes(tag) && tag !== scope) }).toEqual({
        folder,
        unknown: [],
      });
    }
  });

  it('are never matched by a constraint for everything, which would let untagged projects through', () => {
    expect(constraints.map(({ sourceTag }) => sourceTag)).not.toContain('*');
    expect(constraints.length).toBeGreaterThan(10);
  });

  it('say that every request type has a scope of its own', () => {
    const types = workspaceProjects().filter(({ tags }) => tags.includes('type:request-type'));
    expect(types.length).toBeGreaterThan(0);
    for (const { folder, tags } of types) expect(tags).toContain(`scope:${folder.split('/').at(-1) ?? ''}`);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './workspace-projects';

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('docs/data-model.md', () => {
  it('has a row for each table of the schema, and for no other', () => {
    const tables = [...textOf('libs/workflow-core/persistence/schema.sql').matchAll(/^create table (\w+)/gm)].map(([, name]) => name);
    const told = [...textOf('docs/data-model.md').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    expect(tables.length).toBeGreaterThan(30);
    expect(told.toSorted()).toEqual(tables.toSorted());
  });
});

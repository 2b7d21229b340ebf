import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestDatabase } from '@countersign/local-servers';
import { checkInvariants } from './check-invariants';
import { EvidenceRecorder } from './evidence/evidence-recorder';
import { migratedDatabase } from './test-support/test-database';

const NOTHING = { startedAt: 0, healedAt: 0, endedAt: 0, receivers: [], orgMarkers: {} };

describe('checking a world in which nothing happened', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await migratedDatabase();
    folder = mkdtempSync(path.join(tmpdir(), 'evidence-'));
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  it('says of every invariant that there was nothing to look at', async () => {
    await new EvidenceRecorder(folder).close(NOTHING);
    const { invariants, violations } = await checkInvariants({ databaseUrl: database.url, evidenceFolder: folder });
    expect(violations).toEqual([]);
    for (const { checked, note } of invariants)
      expect({ checked, note }).toEqual({ checked: 0, note: expect.stringMatching(/./) as string });
  });

  it('refuses to speak without the facts of the run', async () => {
    await expect(checkInvariants({ databaseUrl: database.url, evidenceFolder: path.join(folder, 'none') })).rejects.toThrow(
      'without the facts of the run nothing can be checked',
    );
  });
});

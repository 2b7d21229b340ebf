import { createDatabase, type TestDatabase, testPostgresUrl } from '@countersign/local-servers';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ProgramEnd, runProgram } from '../support/program';

const TYPES = ['POINTS-REDEMPTION', 'CUSTOMER-STATUS-CHANGE', 'GOODWILL-POINTS', 'EARN-BADGE', 'ISSUE-BADGE'];
/** A token, and what stands in it, is no telephone number. */
const TOKENS = /[\w-]+\.[\w-]+\.[\w-]+/g;

describe('the tour that a newcomer takes', () => {
  let folder: string;
  let database: TestDatabase;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tour-'));
    database = await createDatabase(testPostgresUrl());
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const take = (): Promise<ProgramEnd> =>
    runProgram('tools/local-stack/dist/main.js', ['--once', '--state', folder], {
      DATABASE_URL: database.url,
      GATEWAY_PORT: '0',
      SANDBOX_PORT: '0',
      WORKER_HEALTH_PORT: '0',
    });

  it('ends well on fresh state, and again on what the first one left', async () => {
    for (const run of ['first', 'second']) {
      const { exitCode, output } = await take();
      expect([run, exitCode, exitCode === 0 ? '' : output]).toEqual([run, 0, '']);
      for (const type of TYPES) expect(output).toMatch(new RegExp(`✓ ${type} `));
      expect(output.match(/signature ok/g)?.length).toBeGreaterThanOrEqual(9);
    }
  });

  it('shows no whole mobile number of the customers in what it prints of requests and events', async () => {
    const { output } = await take();
    const [told = ''] = output.split('Where things are');
    expect(told.replaceAll(TOKENS, '').match(/\b\d{10,12}\b/g)).toBeNull();
    expect(told).toMatch(/91\*+\d\d/);
  });
});

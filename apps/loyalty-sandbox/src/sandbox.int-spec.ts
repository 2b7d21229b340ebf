import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sandbox } from './sandbox/sandbox';

describe('Sandbox', () => {
  let folder: string;
  let ledgerFile: string;
  let sandbox: Sandbox;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    ledgerFile = join(folder, 'ledger.jsonl');
    sandbox = await Sandbox.open({ ledgerFile, port: 0, host: '127.0.0.1', customerLockMs: 0, logLevel: 'silent' });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const award = (answer: () => number) =>
    sandbox.commit(
      { call: 'award-goodwill-points', customerIds: [5_001_001], reference: 'ref', points: 5, result: { createdId: 1 } },
      { orgId: 0, idempotencyKey: null },
      () => ({ status: answer(), headers: {}, body: null }),
    );

  it('hands no answer out before its effect is on disk', async () => {
    await award(() => 201);
    expect(readFileSync(ledgerFile, 'utf8')).toContain('"seq":1');
    await sandbox.ledger.close();
  });

  it('answers from the state right after the effect, whatever else is under way', async () => {
    const balanceNow = (): number => sandbox.state.org(0).customer(5_001_001)?.balance ?? 0;
    const answers = await Promise.all([award(balanceNow), award(balanceNow)]);
    expect(answers.map((answer) => answer.status)).toEqual([100_005, 100_010]);
    await sandbox.ledger.close();
  });

  it('hands no answer out when the ledger cannot be written', async () => {
    await sandbox.ledger.close();
    await expect(award(() => 201)).rejects.toThrow();
  });
});

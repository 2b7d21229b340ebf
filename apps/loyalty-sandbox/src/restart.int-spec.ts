import { appendFile, readFile } from 'node:fs/promises';
import { CUSTOMER, earning, goodwill, issue, redemption, statusChange } from '../test/payloads';
import { SandboxFixture } from '../test/sandbox-fixture';

describe('a restarted sandbox', () => {
  let sandbox: SandboxFixture;

  beforeEach(async () => {
    sandbox = await SandboxFixture.start();
  });
  afterEach(() => sandbox.stop());

  it('knows every effect of before: balances, labels, badges, customers, used references', async () => {
    for (const request of [redemption(), goodwill(), earning(), issue(), statusChange('Gold watch')]) await sandbox.send(request);
    await sandbox.control('POST', '/sandbox/customers', { id: 6_000_001, mobiles: ['9900000601'], balance: 5 });
    const before = { ledger: await sandbox.ledger(), customer: await sandbox.customer(CUSTOMER.id) };
    expect(before.ledger).toHaveLength(6);

    await sandbox.restart();

    expect(await sandbox.ledger()).toEqual(before.ledger);
    expect(await sandbox.customer(CUSTOMER.id)).toEqual(before.customer);
    expect((await sandbox.customer('919900000601')).balance).toBe(5);
    expect((await sandbox.send(redemption())).text).toContain('"code":744');
    expect((await sandbox.send(earning())).text).toContain('"code":809');
    expect((await sandbox.send(issue())).text).toContain('"code":809');
  });

  it('goes on numbering where it stopped, so that no id is given twice', async () => {
    await sandbox.send(goodwill());
    await sandbox.restart();
    expect((await sandbox.send(goodwill())).json()).toEqual({ createdId: 2, warnings: [] });
  });

  it('takes a torn last line for an effect that never was', async () => {
    await sandbox.send(redemption());
    await sandbox.restart(async () => {
      const whole = await readFile(sandbox.ledgerFile, 'utf8');
      const next = whole.replace('"seq":1', '"seq":2').replace('ref-1', 'ref-2');
      await appendFile(sandbox.ledgerFile, next.slice(0, -10));
    });
    expect((await sandbox.customer(CUSTOMER.id)).balance).toBe(99_900);
    expect((await sandbox.send(redemption({ external_reference_number: 'ref-2' }))).text).toContain('"code":800');

    await sandbox.restart();
    expect((await sandbox.ledger()).map((entry) => [entry.seq, entry.reference])).toEqual([
      [1, 'ref-1'],
      [2, 'ref-2'],
    ]);
  });
});

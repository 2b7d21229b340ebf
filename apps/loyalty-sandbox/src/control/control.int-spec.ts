import { readFile } from 'node:fs/promises';
import { CUSTOMER, goodwill, redemption } from '../../test/payloads';
import { eventually, SandboxFixture } from '../../test/sandbox-fixture';

describe('the control API', () => {
  let sandbox: SandboxFixture;

  beforeEach(async () => {
    sandbox = await SandboxFixture.start();
  });
  afterEach(() => sandbox.stop());

  it('is alive', async () => {
    expect((await sandbox.control('GET', '/health/live')).json()).toEqual({ status: 'ok' });
  });

  it('lists the faults in force and removes them one by one or all', async () => {
    for (let count = 0; count < 3; count += 1) await sandbox.addFault({ fault: 'never', times: 0 });
    expect((await sandbox.control('GET', '/sandbox/faults')).json()).toMatchObject({
      faults: [{ id: 'fault-1', fault: 'never', times: 0, hits: 0, effect: 'before' }, { id: 'fault-2' }, { id: 'fault-3' }],
    });
    expect((await sandbox.control('DELETE', '/sandbox/faults/fault-2')).status).toBe(204);
    expect((await sandbox.control('DELETE', '/sandbox/faults/fault-2')).status).toBe(404);
    expect((await sandbox.control('DELETE', '/sandbox/faults')).status).toBe(204);
    expect((await sandbox.send(goodwill())).status).toBe(201);
  });

  it.each([
    ['POST', '/sandbox/faults', { fault: 'gremlins' }, 'fault'],
    ['POST', '/sandbox/faults', { fault: 'delay', ms: 'long' }, 'ms'],
    ['POST', '/sandbox/customers', { id: 'first' }, 'id'],
    ['POST', '/sandbox/customers', { id: 5_001_001, label: 'Platinum' }, 'label'],
    ['PUT', '/sandbox/settings', { customerLockMs: -1 }, 'customerLockMs'],
    ['GET', '/sandbox/ledger?since=yesterday', undefined, 'since'],
  ] as const)('names the field it cannot use: %s %s %j', async (method, path, body, field) => {
    const answer = await sandbox.control(method, path, body);
    expect(answer.status).toBe(400);
    expect((answer.json() as { errors: { message: string }[] }).errors[0]?.message).toContain(field);
  });

  it('adds a customer to one org and alters only what is given', async () => {
    await sandbox.control('POST', '/sandbox/customers', { orgId: 3, id: 6_000_001, mobiles: ['9900000601'], balance: 50 });
    await sandbox.control('POST', '/sandbox/customers', { orgId: 3, id: 6_000_001, label: 'Suspended' });
    expect(await sandbox.customer('9900000601', 3)).toMatchObject({
      id: 6_000_001,
      balance: 50,
      label: 'Suspended',
      restrictions: ['redemption', 'points-allocation'],
    });
    expect((await sandbox.control('GET', '/sandbox/customers/6000001')).status).toBe(404);
  });

  it('refuses a mobile that another customer has', async () => {
    const answer = await sandbox.control('POST', '/sandbox/customers', { id: 6_000_001, mobiles: [CUSTOMER.mobile] });
    expect(answer.status).toBe(409);
  });

  it('filters the ledger by number, key and call', async () => {
    await sandbox.send(redemption(), { headers: { 'idempotency-key': 'a' } });
    await sandbox.send(goodwill(), { headers: { 'idempotency-key': 'b' } });
    await sandbox.control('POST', '/sandbox/customers', { id: 6_000_001 });
    const seqs = async (query: string): Promise<number[]> => (await sandbox.ledger(query)).map((entry) => entry.seq);
    expect(await seqs('?since=1')).toEqual([2, 3]);
    expect(await seqs('?idempotencyKey=b')).toEqual([2]);
    expect(await seqs('?call=redeem-points')).toEqual([1]);
  });

  it('forgets everything on a reset, effects that are still to come included', async () => {
    await sandbox.settings({ checkBalanceFirst: true });
    await sandbox.send(redemption());
    await sandbox.addFault({ fault: 'late-effect', ms: 60_000 });
    await sandbox.addFault({ fault: 'never', times: 0 });
    const late = sandbox.send(goodwill()).catch((error: unknown) => error);
    await eventually(
      () => sandbox.calls(),
      (calls) => calls[1]?.fault === 'late-effect',
    );

    expect((await sandbox.control('DELETE', '/sandbox/state')).status).toBe(204);

    expect(await late).toMatchObject({ code: 'ECONNRESET' });
    expect(await sandbox.calls()).toEqual([]);
    expect((await sandbox.control('GET', '/sandbox/settings')).json()).toMatchObject({ checkBalanceFirst: false });
    expect((await sandbox.send(redemption())).text).toContain('"balance":99900');
    expect((await sandbox.ledger()).map((entry) => entry.seq)).toEqual([1]);
    await sandbox.restart();
    expect((await readFile(sandbox.ledgerFile, 'utf8')).match(/\n/g)).toHaveLength(1);
  });

  it('answers an unknown route with 404', async () => {
    expect((await sandbox.control('GET', '/sandbox/nothing')).status).toBe(404);
  });
});

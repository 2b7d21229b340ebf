import { CUSTOMER, goodwill } from '../../test/payloads';
import { SandboxFixture } from '../../test/sandbox-fixture';

describe('POST /internal/goodwill/', () => {
  let sandbox: SandboxFixture;

  beforeEach(async () => {
    sandbox = await SandboxFixture.start();
  });
  afterEach(() => sandbox.stop());

  it.each(['/internal/goodwill/', '/internal/goodwill'])('awards the points and answers as documented at %s', async (path) => {
    const answer = await sandbox.send({ ...goodwill(), path });
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({ status_code: '', success: '0', fail: '0', uri_path: path });
    expect(answer.json()).toEqual({ createdId: 1, warnings: [] });
    expect((await sandbox.customer(CUSTOMER.id)).balance).toBe(100_020);
  });

  it('awards twice when the same reference comes twice: the reference is not enforced', async () => {
    await sandbox.send(goodwill());
    expect((await sandbox.send(goodwill())).json()).toEqual({ createdId: 2, warnings: [] });
    expect((await sandbox.customer(CUSTOMER.id)).balance).toBe(100_040);
    expect((await sandbox.ledger()).map((entry) => entry.reference)).toEqual(['goodwill-1', 'goodwill-1']);
  });

  it('refuses a programme without an expiry strategy for goodwill', async () => {
    const answer = await sandbox.send(goodwill({ programId: 7002 }));
    expect(answer.status).toBe(400);
    expect(answer.json()).toEqual({ errors: [{ code: 3002, message: 'GOODWILL_EXPIRY_STRATEGY_NOT_FOUND' }], warnings: [] });
  });

  it.each([
    ['an unknown programme', { programId: 1 }],
    ['an unknown customer', { earningEntityId: 1 }],
    ['a customer outside the programme', { earningEntityId: 5_001_095, programId: 7003 }],
    ['a label that blocks the allocation of points', { earningEntityId: 5_001_094 }],
    ['no points', { points: 0 }],
    ['points as text', { points: '20' }],
    ['no reference', { referenceId: undefined }],
  ])('refuses %s without an effect', async (_, changes) => {
    const answer = await sandbox.send(goodwill(changes));
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ errors: [{ code: 400 }], warnings: [] });
    expect(await sandbox.ledger()).toEqual([]);
  });
});

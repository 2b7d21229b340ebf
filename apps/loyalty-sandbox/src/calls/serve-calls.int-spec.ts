import { documentedPayloads, goodwill, redemption, statusChange } from '../../test/payloads';
import { eventually, SandboxFixture } from '../../test/sandbox-fixture';

describe('the loyalty calls', () => {
  let sandbox: SandboxFixture | undefined;

  async function start(...options: Parameters<typeof SandboxFixture.start>): Promise<SandboxFixture> {
    sandbox = await SandboxFixture.start(...options);
    return sandbox;
  }
  afterEach(() => sandbox?.stop());

  it.each(documentedPayloads())('runs the documented payload %s as given', async (_, request) => {
    const fixture = await start();
    const answer = await fixture.send(request);
    expect([200, 201]).toContain(answer.status);
    expect(answer.text).not.toMatch(/"success":"false"|"error":\{/);
    expect(await fixture.ledger()).toHaveLength(1);
  });

  it('counts effects by the Idempotency-Key and acts on it in no other way', async () => {
    const fixture = await start();
    const headers = { 'idempotency-key': '0-r1' };
    await fixture.send(goodwill(), { headers });
    await fixture.send(goodwill(), { headers });
    await fixture.send(goodwill(), { headers: { 'idempotency-key': '0-r2' } });
    expect(await fixture.ledger('?idempotencyKey=0-r1')).toHaveLength(2);
  });

  it('lists what was received, refused or not, with the status it was answered with', async () => {
    const fixture = await start();
    await fixture.send(redemption(), { headers: { 'idempotency-key': '0-r1' } });
    await fixture.send(statusChange('Active', { identifierValue: '919900000999' }));
    expect(await fixture.calls()).toMatchObject([
      { seq: 1, method: 'POST', path: '/v1.1/points/redeem', idempotencyKey: '0-r1', reference: 'ref-1', orgId: 0, status: 200 },
      { seq: 2, method: 'PUT', path: '/v2/customers/lookup/status', idempotencyKey: null, reference: null, status: 400 },
    ]);
  });

  it('takes any credentials when none are configured', async () => {
    const fixture = await start();
    expect((await fixture.send(redemption(), { headers: { authorization: 'Basic whatever' } })).status).toBe(200);
  });

  it('refuses other credentials than the configured ones with 401, without an effect', async () => {
    const fixture = await start({ authorization: 'Basic right' });
    expect((await fixture.send(redemption())).status).toBe(401);
    expect((await fixture.send(redemption(), { headers: { authorization: 'Basic wrong' } })).status).toBe(401);
    expect(await fixture.ledger()).toEqual([]);
    expect((await fixture.send(redemption(), { headers: { authorization: 'Basic right' } })).status).toBe(200);
    expect((await fixture.calls()).map((call) => call.status)).toEqual([401, 401, 200]);
  });

  it('refuses an org id that is no number', async () => {
    const fixture = await start();
    expect((await fixture.send(redemption(), { headers: { 'X-CAP-API-AUTH-ORG-ID': 'acme' } })).status).toBe(400);
  });

  it('answers 415 to a body that is no JSON', async () => {
    const fixture = await start();
    expect((await fixture.send(redemption(), { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  });

  it('locks the customer while a call is under way and tells other calls so, each in its own way', async () => {
    const fixture = await start({ customerLockMs: 1000 });
    const first = fixture.send(redemption());
    await eventually(
      () => fixture.ledger(),
      (entries) => entries.length === 1,
    );
    const [second, third, other] = await Promise.all([
      fixture.send(redemption({ external_reference_number: 'ref-2' })),
      fixture.send(goodwill()),
      fixture.send(redemption({ customer: { mobile: '919900000102' }, external_reference_number: 'ref-3' })),
    ]);
    expect(second.status).toBe(200);
    expect(second.text).toContain('"code":521');
    expect(third.status).toBe(521);
    expect([(await first).text, other.text]).toEqual([expect.stringContaining('"code":800'), expect.stringContaining('"code":800')]);
    expect((await fixture.send(goodwill())).status).toBe(201);
  });
});

import { CUSTOMER, redemption } from '../../test/payloads';
import { type HttpAnswer, SandboxFixture } from '../../test/sandbox-fixture';

interface RedeemBody {
  readonly response: {
    readonly status: unknown;
    readonly responses: { readonly points: { readonly user_id: string; readonly item_status: { code: number; success: string } } };
  };
}

function pointsOf(answer: HttpAnswer): RedeemBody['response']['responses']['points'] {
  return (answer.json() as RedeemBody).response.responses.points;
}

describe('POST /v1.1/points/redeem', () => {
  let sandbox: SandboxFixture;

  beforeEach(async () => {
    sandbox = await SandboxFixture.start();
  });
  afterEach(() => sandbox.stop());

  it('answers a redemption with the documented body and takes the points', async () => {
    const answer = await sandbox.send(redemption(), { headers: { 'idempotency-key': '0-abc', 'X-CAP-API-AUTH-ORG-ID': '12' } });

    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ status_code: '800', success: '1', fail: '0', uri_path: '/v1.1/points/redeem', org_id: '12' });
    expect(answer.headers['x-cap-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(answer.json()).toEqual({
      response: {
        status: { success: 'true', code: 200, message: 'Success' },
        responses: {
          points: {
            mobile: CUSTOMER.mobile,
            email: 'customer5001001@example.com',
            external_id: 'EXT-5001001',
            user_id: '5001001',
            redemption_id: '000001',
            points_redeemed: '100',
            redemption_purpose: '',
            redeemed_value: 100,
            redeemed_local_value: 100,
            balance: 99_900,
            side_effects: {
              effect: [
                {
                  id: 27_000_001,
                  case_value: 'false',
                  num_points: 100,
                  currency_value: 100,
                  validation_code: '',
                  points_redemption_summary_id: '27000001',
                  redeemed_on_bill_number: 'bill-1',
                  redeemed_on_bill_id: -1,
                  type: 'points',
                },
              ],
            },
            item_status: { success: 'true', code: 800, message: 'Points Redeemed' },
          },
        },
      },
    });
    expect(await sandbox.ledger()).toEqual([
      {
        seq: 1,
        at: expect.any(String) as string,
        orgId: 12,
        call: 'redeem-points',
        customerIds: [CUSTOMER.id],
        reference: 'ref-1',
        idempotencyKey: '0-abc',
        points: 100,
        result: { redemptionId: '000001', summaryId: 27_000_001 },
      },
    ]);
    expect((await sandbox.customer(CUSTOMER.mobile, 12)).balance).toBe(99_900);
  });

  it('refuses a used reference with the documented body, in a 200', async () => {
    await sandbox.send(redemption());
    const answer = await sandbox.send(redemption());

    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ status_code: '744', success: '0', fail: '1' });
    expect(answer.json()).toEqual({
      response: {
        status: { success: 'false', code: 500, message: 'All requests have failed due to errors' },
        responses: {
          points: {
            mobile: CUSTOMER.mobile,
            user_id: '5001001',
            points_redeemed: '100',
            redeemed_value: 0,
            side_effects: { effect: [] },
            item_status: { success: 'false', code: 744, message: 'Reference number already exists' },
          },
        },
      },
    });
    expect(await sandbox.ledger()).toHaveLength(1);
  });

  it('takes an array of one redemption as it takes the object', async () => {
    const { body, ...rest } = redemption();
    const asArray = { root: { redeem: [(body['root'] as { redeem: unknown }).redeem] } };
    expect(pointsOf(await sandbox.send({ ...rest, body: asArray })).item_status.code).toBe(800);
  });

  it.each([
    ['email', { email: 'customer5001002@example.com' }],
    ['external id', { external_id: 'EXT-5001002' }],
    ['mobile without country code', { mobile: '9900000102' }],
  ])('finds the customer by %s', async (_, customer) => {
    expect(pointsOf(await sandbox.send(redemption({ customer }))).user_id).toBe('5001002');
  });

  it('takes points with three decimals, as text or number', async () => {
    await sandbox.send(redemption({ points_redeemed: 0.125 }));
    await sandbox.send(redemption({ points_redeemed: '1.5', external_reference_number: 'ref-2' }));
    expect((await sandbox.customer(CUSTOMER.id)).balance).toBe(99_998.375);
  });

  it('does not protect redemptions without a reference from being made twice', async () => {
    await sandbox.send(redemption({ external_reference_number: undefined }));
    await sandbox.send(redemption({ external_reference_number: undefined }));
    expect(await sandbox.ledger()).toHaveLength(2);
  });

  it('lets two orgs use the same reference, each with its own balances', async () => {
    await sandbox.send(redemption(), { headers: { 'X-CAP-API-AUTH-ORG-ID': '1' } });
    await sandbox.send(redemption(), { headers: { 'X-CAP-API-AUTH-ORG-ID': '2' } });
    expect((await sandbox.customer(CUSTOMER.id, 1)).balance).toBe(99_900);
    expect((await sandbox.customer(CUSTOMER.id, 2)).balance).toBe(99_900);
    expect((await sandbox.customer(CUSTOMER.id, 0)).balance).toBe(100_000);
  });

  it.each([
    [801, 'points that are no number', { points_redeemed: 'many' }, {}],
    [801, 'zero points', { points_redeemed: '0' }, {}],
    [878, 'more than three decimals', { points_redeemed: '1.2345' }, {}],
    [802, 'no identifier', { customer: {} }, {}],
    [859, 'a day that does not exist', { redemption_time: '2026-02-31 10:00:00' }, {}],
    [808, 'a wrong validation code', { validation_code: '1' }, { skip_validation: 'false' }],
    [816, 'an unknown customer', { customer: { mobile: '919900000999' } }, {}],
    [803, 'more points than there are', { customer: { mobile: '919900000191' } }, {}],
    [817, 'a label that blocks redemption', { customer: { mobile: '919900000192' } }, {}],
    [809, 'a customer marked as fraud', { customer: { mobile: '919900000193' } }, {}],
    [881, 'a customer outside the programme', { customer: { mobile: '919900000195' } }, { program_id: '7003' }],
    [821, 'fewer points than the programme allows', { points_redeemed: '40' }, { program_id: '7003' }],
    [819, 'more points than the programme allows', { points_redeemed: '5010' }, { program_id: '7003' }],
    [807, 'points off the programme’s unit', { points_redeemed: '55' }, { program_id: '7003' }],
  ])('refuses with %i for %s, without an effect', async (code, _, changes, query) => {
    const answer = await sandbox.send(redemption(changes, query));
    expect(answer.status).toBe(200);
    expect(pointsOf(answer).item_status).toMatchObject({ success: 'false', code });
    expect(await sandbox.ledger()).toEqual([]);
  });

  it.each([
    [false, 744],
    [true, 803],
  ])('with checkBalanceFirst %s answers a replay after the balance was spent with %i', async (checkBalanceFirst, code) => {
    await sandbox.settings({ checkBalanceFirst });
    const all = redemption({ points_redeemed: '40', customer: { mobile: '919900000191' } });
    await sandbox.send(all);
    expect(pointsOf(await sandbox.send(all)).item_status.code).toBe(code);
  });

  it('answers a body without the documented shape with a 400 that names the field', async () => {
    const answer = await sandbox.send({ ...redemption(), body: { root: {} } });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ response: { status: { success: 'false', code: 400 } } });
    expect(answer.text).toContain('root.redeem');
  });

  it('never takes more than there is when calls for one customer race', async () => {
    const customer = { mobile: '919900000191' };
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        sandbox.send(redemption({ points_redeemed: '10', customer, external_reference_number: `race-${index}` })),
      ),
    );
    expect(await sandbox.ledger()).toHaveLength(4);
    expect((await sandbox.customer(customer.mobile)).balance).toBe(0);
  });

  it('refuses a reference as used only when the effect that used it can be looked up', async () => {
    const effectsWhenRefused = Array.from({ length: 40 }, async (_, pair) => {
      const again = () => sandbox.send(redemption({ external_reference_number: `TWICE-${pair}` }));
      const seen = async (answer: HttpAnswer) =>
        pointsOf(answer).item_status.code === 744
          ? (await sandbox.ledger()).filter(({ reference }) => reference === `TWICE-${pair}`).length
          : undefined;
      return Promise.all([again().then(seen), again().then(seen)]);
    });
    const seen = (await Promise.all(effectsWhenRefused)).flat().filter((count) => count !== undefined);
    expect(seen).toEqual(Array(40).fill(1));
  });
});

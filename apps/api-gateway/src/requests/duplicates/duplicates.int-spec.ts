import { codesOf, startTestGateway, type TestGateway, textAt } from '../../../test-support/gateway';
import { decide, decisionOf, execute, redemption, REQUESTS, submit, submitted } from '../../../test-support/requests';
import { CHECKER, MAKER, OTHER_MAKER, STRANGER, type TestPerson } from '../../../test-support/tokens';

interface Duplicate {
  readonly sameBy: string;
  readonly requestId?: string;
  readonly state?: string;
}

interface Result {
  readonly identity: string;
  readonly duplicates: readonly Duplicate[];
  readonly warnings: readonly { readonly message: string; readonly reference: string | null }[];
}

const HELD = { kind: 'held', message: 'Nobody knows.', attempts: 1 } as const;
/** Of another till than the requests of these tests. */
const ELSEWHERE: TestPerson = { id: 1009, name: 'maker.till', orgs: { '0': [{ grant: 'CanMakeRequest', ids: ['1'] }] } };

const withoutReference = (mobile: string, points = '100'): string =>
  redemption('', { mobile, points }).replace(',"external_reference_number":""', '');
const atTillOne = (row: string): string => row.replace(/"entityInfo":\{[^}]*\}/, '"entityInfo":{"tillId":"1"}');

describe('duplicates of requests', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  async function check(row: string, as: TestPerson = MAKER): Promise<Result> {
    const url = '/v3/requestTypes/POINTS-REDEMPTION/check';
    const answer = await gateway.call({ method: 'POST', url, as, body: `{"requests":[${row}]}` });
    return (answer.json['data']?.['results'] as unknown as readonly Result[])[0]!;
  }
  async function asked(row: string, as: TestPerson = MAKER): Promise<string> {
    return textAt(await submit(gateway, row, { as }), 'data', 'requestId');
  }
  async function approved(row: string): Promise<string> {
    const requestId = await asked(row);
    await decide(gateway, decisionOf(requestId, 'approved'));
    await execute(gateway, { next: 'approved' });
    return requestId;
  }
  const of = (requestIds: string, as: TestPerson = CHECKER) => gateway.call({ url: `/v3/duplicates?requestIds=${requestIds}`, as });
  async function duplicatesOf(requestId: string, as?: TestPerson): Promise<readonly Duplicate[]> {
    const found = (await of(requestId, as)).json['data'] as unknown as readonly { requestId: string; duplicates: readonly Duplicate[] }[];
    expect(found.map((one) => one.requestId)).toEqual([requestId]);
    return found[0]!.duplicates;
  }

  it('come with how far the approval of a request is that waits, and not where it waits no more', async () => {
    const waiting = await asked(redemption('DUP-APPROVAL'));
    const over = await approved(redemption('DUP-OVER'));
    const told = (await of(`${waiting},${over}`)).json['data'] as unknown as readonly object[];
    expect(told).toEqual([
      { requestId: waiting, duplicates: [], approval: { given: 0 } },
      { requestId: over, duplicates: [] },
    ]);
  });

  it('are told before a reference is used that an executed request has used, whoever asked for it and whatever else is in it', async () => {
    const first = await approved(redemption('DUP-1'));
    const again = await check(redemption('DUP-1', { mobile: '919900000102', points: '7' }), OTHER_MAKER);
    expect(again.duplicates).toMatchObject([{ sameBy: 'reference', requestId: first, state: 'approved' }]);
    expect(again.warnings).toMatchObject([
      { message: expect.stringMatching(/^The reference was used before, .* approved/), reference: first },
    ]);
    expect((await check(redemption('DUP-OTHER'))).duplicates).toEqual([]);
  });

  it('are told without a reference by the content, in whatever spelling, of whatever row', async () => {
    const mobile = '919900000110';
    const first = await approved(withoutReference(mobile));
    const spelled = withoutReference(mobile).replace(
      '"skip_validation":"true", "format":"json"',
      '"format":"json","skip_validation":"true"',
    );
    const otherwise = withoutReference(mobile)
      .replace('"redeem":{', '"redeem":[{')
      .replace(/("customer":\{[^}]*)\}\}/, '$1,"card_number":""}}]')
      .replace('"100"', '100.0')
      .replace(', "format":"json"', '');
    expect(otherwise).toContain('100.0,"customer":{"mobile":"919900000110","card_number":""}}]');
    for (const row of [spelled, otherwise]) expect((await check(row)).duplicates).toMatchObject([{ sameBy: 'content', requestId: first }]);
    expect((await check(withoutReference(mobile, '101'))).duplicates).toEqual([]);
    expect((await check(redemption('DUP-2', { mobile }))).duplicates).toEqual([]);
  });

  it('are told to the checker of a request that waits', async () => {
    const first = await approved(redemption('DUP-4'));
    const waiting = await submitted(gateway, 'DUP-4', { mobile: '919900000103' });
    expect(await duplicatesOf(waiting)).toMatchObject([{ sameBy: 'reference', requestId: first, state: 'approved' }]);
    expect(await duplicatesOf(first)).toMatchObject([{ requestId: waiting, state: 'AdminTask' }]);
  });

  it('count while nobody knows whether they took effect', async () => {
    const row = withoutReference('919900000111');
    const held = await asked(row);
    await decide(gateway, decisionOf(held, 'approved'));
    await execute(gateway, {
      next: 'needs_review',
      outcome: HELD,
      inDoubt: true,
      attempt: { class: 'in-doubt', code: 'timeout', durationMs: 9 },
    });
    const found = await check(row);
    expect(found.duplicates).toMatchObject([{ sameBy: 'content', requestId: held, state: 'IntouchAPITask' }]);
    expect(found.warnings[0]?.message).toContain('has no outcome yet');
  });

  it('are none of what came to nothing, however newer it is, and a reference may be asked for once more then', async () => {
    const rejected = await submitted(gateway, 'DUP-5');
    await decide(gateway, decisionOf(rejected, 'rejected'));
    const withdrawn = await submitted(gateway, 'DUP-5');
    await gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${withdrawn}/withdraw`, as: MAKER });
    expect(await check(redemption('DUP-5'))).toMatchObject({ duplicates: [], warnings: [] });
    const first = await approved(redemption('DUP-5'));
    for (let times = 0; times < 8; times += 1)
      await decide(gateway, decisionOf(await submitted(gateway, 'DUP-5', { mobile: '919900000104' }), 'rejected'));
    expect((await check(redemption('DUP-5'))).duplicates).toMatchObject([{ requestId: first }]);
  });

  it('are told with what was executed first, however many newer ones wait or came to nothing', async () => {
    const row = withoutReference('919900000112');
    const first = await approved(row);
    for (let times = 0; times < 21; times += 1) {
      const withdrawn = await asked(row);
      await gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${withdrawn}/withdraw`, as: MAKER });
    }
    const waiting: string[] = [];
    for (let times = 0; times < 6; times += 1) waiting.unshift(await asked(row));
    const found = await duplicatesOf(waiting.pop()!);
    expect(found.map(({ requestId }) => requestId)).toEqual([first, ...waiting.slice(0, 4)]);
  });

  it('are told to who may not read them without a word about them', async () => {
    await approved(redemption('DUP-6'));
    const hidden = await check(atTillOne(redemption('DUP-6')), ELSEWHERE);
    expect(hidden.duplicates).toEqual([{ sameBy: 'reference' }]);
    expect(hidden.warnings).toEqual([{ message: 'The reference was used before.', reference: null }]);
  });

  it('are those of the own org alone', async () => {
    const first = await approved(redemption('DUP-7'));
    expect((await check(redemption('DUP-7'), STRANGER)).duplicates).toEqual([]);
    expect((await of(first, STRANGER)).json['data']).toEqual([]);
  });

  it('are told once of an id that is given in small and in capital letters', async () => {
    await approved(redemption('DUP-9'));
    const again = await asked(redemption('DUP-9'), OTHER_MAKER);
    expect((await of(`${again.toUpperCase()},${again}`)).json['data']).toMatchObject([{ requestId: again, duplicates: [{}] }]);
  });

  it('are asked for by the ids of one to a hundred requests', async () => {
    const id = crypto.randomUUID();
    expect((await of(`${id},${id}`)).json['data']).toEqual([]);
    for (const wrong of ['', 'x', `${id},`, Array.from({ length: 101 }, () => id).join(',')])
      expect(codesOf(await of(wrong))).toEqual([400, 2008]);
  });

  it('leave equal submissions one name, until one of them is stored', async () => {
    const row = redemption('DUP-8');
    const { identity } = await check(row);
    const spelled = row.replace('"skip_validation":"true", "format":"json"', '"format":"json","skip_validation":"true"');
    expect((await check(spelled)).identity).toBe(identity);
    expect((await check(row.replace('"100"', '"100.0"'))).identity).toBe(identity);
    expect((await check(row.replace('"100"', '"101"'))).identity).not.toBe(identity);
    expect((await check(redemption('1001.1'))).identity).not.toBe((await check(redemption('1001.10'))).identity);
    await decide(gateway, decisionOf(await asked(row), 'rejected'));
    expect((await check(row)).identity).not.toBe(identity);
  });
});

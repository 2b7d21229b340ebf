import { Client } from 'pg';
import { type Answer, codesOf, startTestGateway, type TestGateway, textAt } from '../../../test-support/gateway';
import { goodwill, redemption, submit, submitted } from '../../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, OPERATOR, OTHER_CONFIGURATOR, STRANGER, type TestPerson } from '../../../test-support/tokens';

interface Result {
  readonly ok: boolean;
  readonly summary?: object;
  readonly openKey?: string;
  readonly open?: object;
  readonly verdict?: object;
  readonly warnings?: readonly object[];
  readonly errors?: readonly { readonly code: number; readonly message: string; readonly reference: string | null }[];
}

const GOODWILL = 'GOODWILL-POINTS';

describe('a check of submissions', () => {
  let gateway: TestGateway;
  let owner: Client;
  beforeAll(async () => {
    gateway = await startTestGateway();
    owner = new Client({ connectionString: gateway.databaseUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await gateway.close();
  });

  const check = (rows: readonly string[], { as = MAKER, type = 'POINTS-REDEMPTION' }: { as?: TestPerson; type?: string } = {}) =>
    gateway.call({ method: 'POST', url: `/v3/requestTypes/${type}/check`, as, body: `{"requests":[${rows.join(',')}]}` });
  const resultsOf = ({ json }: Answer) => json['data']?.['results'] as unknown as readonly Result[];

  async function setPolicy(type: string, policy: object): Promise<void> {
    const proposed = await gateway.call({ method: 'PUT', url: `/policies/${type}`, as: CONFIGURATOR, body: policy });
    const { version } = proposed.json['data'] as unknown as { version: number };
    const approved = await gateway.call({ method: 'POST', url: `/policies/${type}/${version}/approve`, as: OTHER_CONFIGURATOR });
    expect(approved.status).toBe(200);
  }

  it('refuses a row in the words of the submission, whatever is wrong with it', async () => {
    const open = await submitted(gateway, 'CHECK-OPEN');
    const rows = [
      redemption('CHECK-OPEN'),
      redemption('CHECK-1', { points: 'many' }),
      '{"entityInfo":{"tillId":"x"},"payload":{"IntouchAPITask-Payload":{"body":{}}}}',
      '{"entityInfo":{},"entityInfo":{},"payload":{}}',
      redemption('CHECK-2').replace('"queryParams"', '"path":"/elsewhere","queryParams"'),
      '7',
    ];
    const results = resultsOf(await check(rows));
    for (const [index, row] of rows.entries()) {
      const refused = await submit(gateway, row);
      expect([index, results[index]]).toMatchObject([index, { ok: false, errors: refused.json['errors'] }]);
    }
    expect(results[0]?.errors).toMatchObject([{ code: 9028, reference: open }]);
  });

  it('tells a changed amount from the same request: what is open or was used, beside what the row asks for', async () => {
    await submitted(gateway, 'CHECK-MENDED');
    const rows = [redemption('CHECK-MENDED', { points: '2500' }), redemption('CHECK-MENDED', { points: '100.0' })];
    const [changed, same] = resultsOf(await check(rows));
    expect(changed).toMatchObject({ summary: { amount: 2500 }, open: { sameContent: false, amount: 100 } });
    expect(same).toMatchObject({ summary: { amount: 100 }, open: { sameContent: true, amount: 100 } });
    const elsewhere: TestPerson = { id: 1009, name: 'maker.till', orgs: { '0': [{ grant: 'CanMakeRequest', ids: ['1'] }] } };
    const [hidden] = resultsOf(await check([rows[0]!.replace(/"entityInfo":\{[^}]*\}/, '"entityInfo":{"tillId":"1"}')], { as: elsewhere }));
    expect(hidden?.errors).toMatchObject([{ code: 9028 }]);
    expect(hidden).not.toHaveProperty('open');
  });

  it('names what at most one open request may have, the same for rows of different calls', async () => {
    const [one, two] = resultsOf(await check([redemption('CHECK-KEY'), redemption('CHECK-KEY', { points: '7' })]));
    const [three] = resultsOf(await check([redemption('CHECK-KEY', { points: '9' })]));
    expect(one?.openKey).toEqual(expect.any(String));
    expect([two?.openKey, three?.openKey]).toEqual([one?.openKey, one?.openKey]);
    expect(resultsOf(await check([redemption('CHECK-KEY-2')]))[0]?.openKey).not.toBe(one?.openKey);
  });

  it('says what each row would come to, and for which customer', async () => {
    const [first] = resultsOf(await check([redemption('CHECK-3', { mobile: '919900000103' })]));
    expect(first).toMatchObject({
      ok: true,
      summary: { customer: '919900000103', reference: 'CHECK-3', amount: 100, line: expect.any(String) },
      verdict: { kind: 'checker', quorum: 1, levels: [{ grant: 'CanCheckRequest', checkers: 1 }] },
      warnings: [],
    });
  });

  it('judges by bands, caps and duplicates as the submission does, each row counting for those after it', async () => {
    const levels = [
      { grant: 'CanCheckRequest', checkers: 1 },
      { grant: 'CanCheckRequestSenior', checkers: 1 },
    ];
    await setPolicy('goodwill-points', {
      autoApproval: { mode: 'up-to', amount: 50 },
      bands: [
        { upTo: 100, levels: [{ grant: 'CanCheckRequest', checkers: 1 }] },
        { upTo: 500, levels },
      ],
      dailyCaps: { maker: { requests: 4 } },
      duplicates: { sameCustomerPending: 'warn' },
    });
    const stored = await submit(gateway, goodwill('CHECK-G0', '10'), { type: GOODWILL, headers: { prefer: 'respond-async' } });
    expect(stored.status).toBe(202);
    const rows = [goodwill('CHECK-G1', '20'), goodwill('CHECK-G2', '400'), goodwill('CHECK-G3', '900'), goodwill('CHECK-G4', '30')];
    const results = resultsOf(await check([...rows, goodwill('CHECK-G5', '30')], { type: GOODWILL }));
    expect(results.map(({ ok, verdict }) => [ok, verdict])).toEqual([
      [true, { kind: 'auto' }],
      [true, { kind: 'checker', band: 2, quorum: 2, levels }],
      [false, { kind: 'refused', reason: 'above-bands' }],
      // The customer has the second row waiting by then.
      [true, { kind: 'checker', band: 1, quorum: 1, levels: [levels[0]] }],
      [false, { kind: 'refused', reason: 'maker-cap' }],
    ]);
    expect(results[3]?.warnings).toMatchObject([{ message: expect.stringContaining('same customer') }]);
    // The same rows for good, one after the other.
    const answers: Answer[] = [];
    for (const row of [...rows, goodwill('CHECK-G5', '30')])
      answers.push(await submit(gateway, row, { type: GOODWILL, headers: { prefer: 'respond-async' } }));
    expect(answers.map(({ status }) => status < 300)).toEqual(results.map(({ ok }) => ok));
    expect(results[2]?.errors).toEqual(answers[2]?.json['errors']);
    expect(results[4]?.errors).toEqual(answers[4]?.json['errors']);
    expect(textAt(answers[1]!, 'data', 'state')).toBe('AdminTask');
  });

  it('finds the same twice in one call', async () => {
    const [first, second] = resultsOf(await check([redemption('CHECK-TWICE'), redemption('CHECK-TWICE')]));
    expect(first?.ok).toBe(true);
    expect(second?.errors).toMatchObject([{ code: 9028, reference: '/requests/0' }]);
  });

  it('writes nothing, not even what the policy refuses, and looks once for a hundred rows', async () => {
    const before = await counters();
    const rows = Array.from({ length: 100 }, (_, index) => redemption(`CHECK-MANY-${index}`, { mobile: `9199000${10_000 + index}` }));
    const results = resultsOf(await check(rows));
    expect(results).toHaveLength(100);
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(resultsOf(await check([goodwill('CHECK-G9', '900')], { type: GOODWILL }))[0]?.ok).toBe(false);
    expect(await counters()).toEqual(before);
  });

  it('counts everybody whom a row names, as submissions do', async () => {
    await setPolicy('ISSUE-BADGE', { autoApproval: { mode: 'off' }, dailyCaps: { customer: { requests: 1 } } });
    const row = (...customers: number[]) =>
      `{"entityInfo":{},"payload":{"IntouchAPITask-Payload":{"body":{"triggeredBy":{"ownerType":"Milestones","referenceId":"M-1"},"badgeMetaId":"ba5e00000000000000000002","customers":[${customers.join(',')}]}}}}`;
    const rows = [row(5008001, 5008002, 5008003), row(5008004, 5008003), row(5008002), row(5008005, 5008004)];
    const results = resultsOf(await check(rows, { type: 'ISSUE-BADGE' }));
    expect(results.map(({ ok }) => ok)).toEqual([true, false, false, true]);
    for (const [index, body] of rows.entries()) {
      const answer = await submit(gateway, body, { type: 'ISSUE-BADGE' });
      expect([index, answer.status === 200]).toEqual([index, results[index]?.ok]);
      if (answer.status !== 200) expect(results[index]?.errors).toEqual(answer.json['errors']);
    }
    const [again] = resultsOf(await check([row(5008006, 5008002)], { type: 'ISSUE-BADGE' }));
    expect(again?.errors).toMatchObject([{ reference: '/dailyCaps/customer' }]);
  });

  async function counters(): Promise<unknown> {
    const tables = ['request', 'transition', 'delivery', 'refused_submission', 'policy_usage', 'verdict_facts'];
    const counts = tables.map(
      (table) => `(select coalesce(json_agg(to_json(t)::text order by to_json(t)::text), '[]') from ${table} t) as ${table}`,
    );
    return (await owner.query<object>(`select ${counts.join(', ')}`)).rows[0];
  }

  it('takes one to a hundred rows, of a kind that there is, from makers of the org alone', async () => {
    const row = redemption('CHECK-7');
    expect(codesOf(await check([]))).toEqual([400, 2008]);
    expect(codesOf(await check(Array.from({ length: 101 }, () => row)))).toEqual([400, 2008]);
    expect(codesOf(await gateway.call({ method: 'POST', url: '/v3/requestTypes/POINTS-REDEMPTION/check', as: MAKER, body: '[' }))).toEqual([
      400, 2008,
    ]);
    expect(codesOf(await check([row], { type: 'NO-SUCH' }))).toEqual([404, 2009]);
    expect(codesOf(await check([row], { as: CHECKER }))).toEqual([403, 2001]);
    const limited: TestPerson = { id: 1009, name: 'maker.till', orgs: { '0': [{ grant: 'CanMakeRequest', ids: ['1'] }] } };
    expect(resultsOf(await check([row], { as: limited }))[0]?.errors).toMatchObject([{ code: 2001 }]);
  });

  it('takes more bytes than other calls, and not without end', async () => {
    const row = (bytes: number) =>
      redemption('CHECK-LONG').replace('{ "points_redeemed"', `{ "notes":"${'n'.repeat(bytes)}","points_redeemed"`);
    expect((await check([row(100_000)])).status).toBe(200);
    expect(codesOf(await check([row(1_050_000)]))).toEqual([413, 2104]);
    expect(codesOf(await submit(gateway, row(100_000)))).toEqual([413, 2104]);
  });

  it('names the request types with what a form needs, and tells everybody of the org what is paused', async () => {
    await gateway.call({
      method: 'POST',
      url: '/operations/request-types/goodwill-points/pause',
      as: OPERATOR,
      body: { reason: 'Mending.' },
    });
    const { json } = await gateway.call({ url: '/v3/requestTypes', as: CHECKER });
    const types = json['data'] as unknown as readonly { readonly type: string; readonly paused?: object }[];
    expect(types.find(({ type }) => type === 'GOODWILL_POINTS')).toMatchObject({
      name: 'goodwill-points',
      hasAmount: true,
      pointsFlow: 'granted',
      payloadSchema: { type: 'object' },
      configSchema: { type: 'object' },
      entityInfoSchema: { type: 'object' },
      paused: { reason: 'Mending.', by: { id: OPERATOR.id, name: OPERATOR.name } },
    });
    expect(types.find(({ type }) => type === 'POINTS_REDEMPTION')).toMatchObject({ pointsFlow: 'redeemed' });
    const elsewhere = await gateway.call({ url: '/v3/requestTypes', as: STRANGER });
    expect(elsewhere.text).not.toContain('"paused"');
  });
});

import { waitFor } from '@countersign/local-servers';
import { Client } from 'pg';
import { type Answer, startTestGateway, type TestGateway, textAt } from '../../../test-support/gateway';
import { decide, decisionOf, execute, redemption, REQUESTS, submit } from '../../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, OPERATOR, OTHER_CONFIGURATOR, OTHER_MAKER, type TestPerson } from '../../../test-support/tokens';

const CHECK = '/v3/requestTypes/POINTS-REDEMPTION/check';
const TILL = '777';
const TILL_MAKER: TestPerson = { id: 7701, name: 'maker.till', orgs: { '0': [{ grant: 'CanMakeRequest', tillIds: [TILL] }] } };
const TILL_CHECKER: TestPerson = { id: 7703, name: 'checker.till', orgs: { '0': [{ grant: 'CanCheckRequest', tillIds: [TILL] }] } };
const TILL_OPERATOR: TestPerson = { id: 7702, name: 'operator.till', orgs: { '0': [{ grant: 'CanOperateWorkflows', tillIds: [TILL] }] } };

const atTill = (row: string): string => row.replace(/"entityInfo":\{[^}]*\}/, `"entityInfo":{"tillId":"${TILL}"}`);

/** A request of another place, and the one by which it was asked for again at the till. */
interface Chain {
  readonly row: string;
  readonly elsewhere: string;
  readonly again: string;
  readonly payloadDigest: string;
}

interface Told {
  readonly code: number;
  readonly reference: string | null;
}

describe('another request that stands in the way', () => {
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

  const told = (json: object): readonly Told[] =>
    ((json as { errors?: readonly Told[] }).errors ?? []).map(({ code, reference }) => ({ code, reference }));
  async function checked(row: string, as: TestPerson): Promise<readonly Told[]> {
    const answer = await gateway.call({ method: 'POST', url: CHECK, as, body: `{"requests":[${row}]}` });
    return told((answer.json['data'] as unknown as { results: readonly object[] }).results[0]!);
  }
  const idOf = (answer: Answer): string => textAt(answer, 'data', 'requestId');
  const readsOf = (person: TestPerson, count: number) =>
    waitFor(
      async () => {
        const { rows } = await owner.query<{ what: string; request_id: string | null }>(
          'select what, request_id from read_action where actor_id = $1 order by read_id',
          [person.id],
        );
        return rows.length >= count ? rows : undefined;
      },
      { what: `${count} reads of ${person.name}` },
    );
  const agree = async (duplicates: object): Promise<void> => {
    const url = '/policies/POINTS-REDEMPTION';
    const proposed = await gateway.call({ method: 'PUT', url, as: CONFIGURATOR, body: { autoApproval: { mode: 'off' }, duplicates } });
    const { version } = proposed.json['data'] as unknown as { version: number };
    expect((await gateway.call({ method: 'POST', url: `${url}/${version}/approve`, as: OTHER_CONFIGURATOR })).status).toBe(200);
  };

  it('is named to who may read it alone; the others learn that there is one', async () => {
    const row = redemption('TOLD-1', { mobile: '919944400001' });
    const open = idOf(await submit(gateway, row));
    for (const [as, own, reference] of [
      [OTHER_MAKER, row, open],
      [TILL_MAKER, atTill(row), null],
    ] as const) {
      const expected = [{ code: 9028, reference }];
      expect([as.name, await checked(own, as), told((await submit(gateway, own, { as })).json)]).toEqual([as.name, expected, expected]);
      const read = await gateway.call({ url: `${REQUESTS}/requests/${open}`, as });
      expect([as.name, read.status]).toEqual([as.name, reference === null ? 404 : 200]);
    }
  });

  it('does not exist for whom it is out of reach, whatever they try to do with it', async () => {
    const open = idOf(await submit(gateway, redemption('TOLD-9', { mobile: '919944400009' })));
    for (const requestId of [open, crypto.randomUUID()]) {
      const decided = await decide(gateway, decisionOf(requestId, 'approved'), { as: TILL_CHECKER });
      expect([decided.status, told(decided.json)]).toEqual([404, [{ code: 2007, reference: '/requestId' }]]);
      const withdrawn = await gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${requestId}/withdraw`, as: TILL_MAKER });
      expect([withdrawn.status, told(withdrawn.json)]).toEqual([404, [{ code: 2007, reference: '/requestId' }]]);
      const again = await gateway.call({
        method: 'POST',
        url: `${REQUESTS}/requests/${requestId}/resubmit`,
        as: TILL_MAKER,
        body: redemption('TOLD-9'),
      });
      expect([again.status, told(again.json)]).toEqual([404, [{ code: 2007, reference: '/requestId' }]]);
    }
  });

  it('does not exist for its own maker either, once their grant is for another place, however it stands or ended', async () => {
    const maker = { ...TILL_MAKER, id: MAKER.id, name: MAKER.name };
    const [open, rejected, withdrawn, approved] = await Promise.all(
      ['A', 'B', 'C', 'D'].map(async (each, index) =>
        idOf(await submit(gateway, redemption(`TOLD-10${each}`, { mobile: `91994440100${index}` }))),
      ),
    );
    await decide(gateway, decisionOf(rejected!, 'rejected'));
    await gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${withdrawn}/withdraw`, as: MAKER });
    await decide(gateway, decisionOf(approved!, 'approved'));
    await execute(gateway, { next: 'approved' });
    const bareOf = ({ status, json }: Answer) => [status, told(json), json['message']];
    for (const way of ['', '/history', '/withdraw', '/resubmit']) {
      const body = { ...(way === '/resubmit' && { body: atTill(redemption('TOLD-10E')) }) };
      const tried = (requestId = '') =>
        gateway.call({
          ...(way === '/withdraw' || way === '/resubmit' ? { method: 'POST', ...body } : {}),
          url: `${REQUESTS}/requests/${requestId}${way}`,
          as: maker,
        });
      const never = bareOf(await tried(crypto.randomUUID()));
      expect([way, never[0]]).toEqual([way, 404]);
      for (const requestId of [open, rejected, withdrawn, approved]) expect([way, bareOf(await tried(requestId))]).toEqual([way, never]);
    }
  });

  it('is noted as read by whom it was named to, and that somebody looked who was told of none', async () => {
    const reader = { ...OTHER_MAKER, id: 7779 };
    const row = redemption('TOLD-2', { mobile: '919944400002' });
    const open = idOf(await submit(gateway, row));
    await checked(redemption('TOLD-NONE', { mobile: '919944400003' }), reader);
    await checked(row, reader);
    await submit(gateway, row, { as: reader });
    expect(await readsOf(reader, 3)).toEqual([
      { what: `POST ${CHECK.replace('POINTS-REDEMPTION', ':type')}`, request_id: null },
      { what: `POST ${CHECK.replace('POINTS-REDEMPTION', ':type')}`, request_id: open },
      { what: `POST ${REQUESTS}/:type`, request_id: open },
    ]);
  });

  it('is not named by a replay to an operator of another place', async () => {
    const row = redemption('TOLD-3', { mobile: '919944400004' });
    const failed = idOf(await submit(gateway, atTill(row)));
    await decide(gateway, decisionOf(failed, 'approved'));
    await execute(gateway, {
      next: 'failed',
      outcome: { kind: 'refused', code: '803', message: 'Not enough points.', attempts: 1 },
      attempt: { class: 'refused', code: '803', httpStatus: 200, durationMs: 7 },
    });
    await submit(gateway, row);
    const call = {
      method: 'POST',
      url: `/operations/requests/${failed}/replay`,
      as: TILL_OPERATOR,
      body: { reason: 'Enough now.' },
    } as const;
    expect(told((await gateway.call(call)).json)).toEqual([{ code: 9028, reference: null }]);
  });

  it('is shown as a link to who may read it alone, where it asks again for another place', async () => {
    const row = redemption('TOLD-4', { mobile: '919944400005' });
    const here = idOf(await submit(gateway, atTill(row)));
    await decide(gateway, decisionOf(here, 'sent-back'));
    const again = await gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${here}/resubmit`, as: MAKER, body: row });
    const read = async (as: TestPerson) =>
      (await gateway.call({ url: `${REQUESTS}/requests/${here}`, as })).json['data']?.['details']?.['resubmittedAs'];
    expect([await read(MAKER), await read(TILL_MAKER)]).toEqual([idOf(again), undefined]);
    const listed = async (as: TestPerson) => {
      const { json } = await gateway.call({ url: `${REQUESTS}/requests?reference=TOLD-4&states=rejected`, as });
      return (json['data'] as unknown as { requestId: string; details: { resubmittedAs?: string } }[]).map((one) => [
        one.requestId,
        one.details.resubmittedAs,
      ]);
    };
    expect(await listed(MAKER)).toEqual([[here, idOf(again)]]);
    expect(await listed(TILL_MAKER)).toEqual([[here, undefined]]);
    const repeated = { method: 'POST', url: `${REQUESTS}/requests/${here}/resubmit`, body: atTill(row) } as const;
    expect(told((await gateway.call({ ...repeated, as: { ...TILL_MAKER, id: MAKER.id } })).json)).toMatchObject([{ reference: null }]);
  });

  it('is named by no answer to who may not read it, whatever they do about its resubmission', async () => {
    const atThisTill = (person: TestPerson, grant: string): TestPerson => ({ ...person, orgs: { '0': [{ grant, tillIds: [TILL] }] } });
    const [maker, checker] = [atThisTill(MAKER, 'CanMakeRequest'), atThisTill(CHECKER, 'CanCheckRequest')];
    const key = (text: string) => ({ 'idempotency-key': `told-${text}` });
    const bulk = ({ again, payloadDigest }: Chain, as: TestPerson) => {
      const body = { decisions: [{ requestId: again, decision: 'approved', comment: 'After a look.', payloadDigest }] };
      return gateway.call({ method: 'POST', url: `${REQUESTS}/decisions`, as, body, headers: key(again) });
    };
    const put = ({ again }: Chain, as: TestPerson) => decide(gateway, decisionOf(again, 'approved'), { as, headers: key(again) });
    const withdraw = ({ again }: Chain, as: TestPerson) =>
      gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${again}/withdraw`, as, body: {} });
    const resubmit = ({ elsewhere, row }: Chain, as: TestPerson) =>
      gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${elsewhere}/resubmit`, as, body: atTill(row), headers: key(elsewhere) });
    const operate = ({ again }: Chain, as: TestPerson) => gateway.call({ url: `/operations/requests/${again}`, as });

    async function chain(row: string): Promise<Chain> {
      const elsewhere = idOf(await submit(gateway, row));
      await decide(gateway, decisionOf(elsewhere, 'sent-back'));
      const made = await resubmit({ row, elsewhere, again: '', payloadDigest: '' }, MAKER);
      return { row, elsewhere, again: idOf(made), payloadDigest: textAt(made, 'data', 'details', 'payloadDigest') };
    }
    const ways = [
      ['decided', put, [checker, checker, CHECKER]],
      ['decided in a list', bulk, [checker, checker, CHECKER]],
      ['withdrawn', withdraw, [maker]],
      ['submitted again by key', resubmit, [MAKER]],
      ['looked at by an operator', operate, [TILL_OPERATOR, OPERATOR]],
    ] as const;
    for (const [index, [way, call, people]] of ways.entries()) {
      const links = await chain(redemption(`TOLD-8${index}`, { mobile: `91994440008${index}` }));
      for (const as of people) {
        const { text } = await call(links, as);
        const isLimited = as !== CHECKER && as !== MAKER && as !== OPERATOR;
        expect([way, text.includes(links.again), text.includes(links.elsewhere)]).toEqual([way, true, !isLimited]);
      }
    }
  });

  it('that a draft of a policy would judge otherwise is named to who may read it alone', async () => {
    await submit(gateway, redemption('TOLD-7', { mobile: '919944400007' }));
    const body = { policy: { autoApproval: { mode: 'on' }, uncapped: true } };
    const flips = async (as: TestPerson) => {
      const answer = await gateway.call({ method: 'POST', url: '/policies/POINTS-REDEMPTION/simulate', as, body });
      return (answer.json['data'] as unknown as { flips: readonly object[] }).flips;
    };
    const without = { ...CONFIGURATOR, orgs: { '0': ['CanConfigureWorkflows', ...TILL_MAKER.orgs['0']!] } };
    const [read, unread] = [await flips(CONFIGURATOR), await flips(without)];
    expect(read.length).toBeGreaterThan(0);
    expect(read.every((flip) => 'requestId' in flip)).toBe(true);
    expect([unread.length, unread.filter((flip) => 'requestId' in flip)]).toEqual([read.length, []]);
  });

  /** Last, since it holds for whatever comes after it. */
  it('for the same customer is named in the same way', async () => {
    await agree({ sameCustomerPending: 'refuse' });
    const customer = { mobile: '919944400006' };
    const open = idOf(await submit(gateway, redemption('TOLD-5', customer)));
    const row = redemption('TOLD-6', customer);
    for (const [as, own, reference] of [
      [OTHER_MAKER, row, open],
      [TILL_MAKER, atTill(row), null],
    ] as const) {
      const answers = [await checked(own, as), told((await submit(gateway, own, { as })).json)];
      expect([as.name, answers.map(([one]) => one?.reference)]).toEqual([as.name, [reference, reference]]);
      expect(answers[0]).toEqual(answers[1]);
    }
  });
});

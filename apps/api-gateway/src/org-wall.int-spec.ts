import { type GrantName, GRANTS } from '@countersign/engine';
import type { FastifyInstance } from 'fastify';
import { Client } from 'pg';
import { isOfTheApi } from '../test-support/api-routes';
import { type Answer, codesOf, startTestGateway, type TestGateway } from '../test-support/gateway';
import { type OrgThings, ROUTE_RULES, type RouteRule } from '../test-support/route-rules';
import { StatementCount } from '../test-support/statement-count';
import type { TestPerson } from '../test-support/tokens';
import { callOf, furnish, marker, nowhere, ORGS, personOf } from '../test-support/two-orgs';
import { createFastifyAdapter } from './platform/http/fastify-server';

const NO_PERMISSION = [403, 2001];
const NO_TOKEN = [401, 2013];
/** Header fields that differ from call to call. */
const TRACE = 'x-cap-request-id';

/** Who is refused, and who reads, is noted a moment later, in their own org. */
const OF_ORGS = `
  select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('refused_action', 'read_action')
   order by c.relname`;

/** Where nothing of what is furnished belongs. */
const ELSEWHERE = { tillIds: ['1'], storeIds: ['50682288'] } as const;

/** Every route is called with every grant. */
jest.setTimeout(60_000);

type Pair = readonly [own: OrgThings, other: OrgThings];

/** Which route, and the rule for it. */
const RULES = Object.entries(ROUTE_RULES);
const CLOSED = RULES.filter(([, { open }]) => open !== 'to everybody');
const OF_AN_ORG = CLOSED.filter(([, { open }]) => open !== 'to every token');

describe('every route of the running app', () => {
  const routes = new Set<string>();
  let things: ReadonlyMap<number, OrgThings>;
  let gateway: TestGateway;
  let owner: Client;
  beforeAll(async () => {
    const adapter = createFastifyAdapter();
    adapter.getInstance<FastifyInstance>().addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD' && isOfTheApi(url)) routes.add(`${one} ${url}`);
    });
    gateway = await startTestGateway({}, adapter);
    owner = new Client({ connectionString: gateway.databaseUrl });
    await owner.connect();
    things = await furnish(gateway);
  });
  afterAll(async () => {
    await owner.end();
    await gateway.close();
  });

  const thingsOf = (orgId: number): OrgThings => {
    const found = things.get(orgId);
    if (!found) throw new Error(`Org ${orgId} was not furnished.`);
    return found;
  };
  const pairs = (): Pair[] => [
    [thingsOf(ORGS[0]), thingsOf(ORGS[1])],
    [thingsOf(ORGS[1]), thingsOf(ORGS[0])],
  ];

  /** What is wrong with an answer that somebody of the org got: anything that the other org's people wrote. */
  function leaksIn({ headers, text }: Answer, route: string, [, other]: Pair): string[] {
    const shown = JSON.stringify(headers) + text;
    return shown.includes(marker(other.orgId)) ? [`${route} shows ${marker(other.orgId)}`] : [];
  }

  function bare({ status, headers, text }: Answer): string {
    const { [TRACE]: _trace, date: _date, ...rest } = headers;
    return JSON.stringify({ status, rest, text });
  }

  async function rowsOf(orgId: number): Promise<string[]> {
    const { rows: tables } = await owner.query<{ name: string }>(OF_ORGS);
    const lines: string[] = [];
    for (const { name } of tables) {
      const { rows } = await owner.query<{ row: string }>(`select to_jsonb(t)::text as row from "${name}" t where org_id = $1 order by 1`, [
        orgId,
      ]);
      lines.push(...rows.map(({ row }) => `${name} ${row}`));
    }
    return lines;
  }

  const senderOf = ({ sentBy, beside = [] }: RouteRule, orgId: number, grants: readonly GrantName[] = GRANTS) =>
    personOf(orgId, sentBy ?? 'a stranger', [...grants, ...beside]);

  it('has a rule here that says who may use it', () => {
    const unruled = [...routes].filter((route) => !(route in ROUTE_RULES));
    expect(unruled.map((route) => `${route} needs a rule in test-support/route-rules.ts`)).toEqual([]);
    expect(Object.keys(ROUTE_RULES).filter((route) => !routes.has(route))).toEqual([]);
  });

  it('asks for a token where its rule does not open it to everybody', async () => {
    const open: string[] = [];
    for (const [route, rule] of RULES) {
      const { as: _nobody, ...call } = callOf(route, rule, thingsOf(0), personOf(0, 'a stranger'));
      const answer = await gateway.call({ ...call, headers: { ...call.headers, 'x-cap-api-auth-org-id': '0' } });
      const isOpen = JSON.stringify(codesOf(answer)) !== JSON.stringify(NO_TOKEN);
      if (isOpen !== (rule.open === 'to everybody')) open.push(`${route} answered ${answer.status} without a token`);
    }
    expect(open).toEqual([]);
  });

  it('is closed to people of another org who name this one, whatever their grants there', async () => {
    const wrong: string[] = [];
    for (const [own, other] of pairs())
      for (const [route, rule] of CLOSED) {
        const call = callOf(route, rule, other, senderOf(rule, own.orgId));
        const answer = await gateway.call({ ...call, headers: { ...call.headers, 'x-cap-api-auth-org-id': String(other.orgId) } });
        if (JSON.stringify(codesOf(answer)) !== JSON.stringify(NO_PERMISSION))
          wrong.push(`${route} answered ${answer.status} ${answer.text}`);
        wrong.push(...leaksIn(answer, route, [own, other]));
      }
    expect(wrong).toEqual([]);
  });

  it('is closed to people of no org', async () => {
    const wrong: string[] = [];
    for (const [route, rule] of CLOSED)
      for (const headers of [{}, { 'x-cap-api-auth-org-id': '0' }]) {
        const call = callOf(route, rule, thingsOf(0), { id: 1, name: 'nobody', orgs: {} });
        const answer = await gateway.call({ ...call, headers: { ...call.headers, ...headers } });
        if (![400, 401, 403].includes(answer.status)) wrong.push(`${route} answered ${answer.status} to somebody of no org`);
        wrong.push(...ORGS.filter((orgId) => answer.text.includes(marker(orgId))).map((orgId) => `${route} shows ${marker(orgId)}`));
      }
    expect(wrong).toEqual([]);
  });

  it('is refused to people of the org without its grant: with each of the other grants, and with none', async () => {
    const wrong: string[] = [];
    for (const pair of pairs())
      for (const [route, rule] of OF_AN_ORG) {
        if (typeof rule.open === 'string') continue;
        for (const grants of [[], ...GRANTS.map((grant) => [grant])]) {
          if (grants.some((grant) => rule.open.includes(grant))) continue;
          const answer = await gateway.call(callOf(route, rule, pair[0], senderOf(rule, pair[0].orgId, grants)));
          if (JSON.stringify(codesOf(answer)) !== JSON.stringify(NO_PERMISSION))
            wrong.push(`${route} answered ${answer.status} ${answer.text} to somebody with ${grants.join() || 'no grant'}`);
          wrong.push(...leaksIn(answer, route, pair));
        }
      }
    expect(wrong).toEqual([]);
  });

  it('shows nothing to people whose grants are for another place of the org, and answers them like for what never was', async () => {
    const wrong: string[] = [];
    const own = thingsOf(0);
    const before = await rowsOf(0);
    for (const [route, rule] of OF_AN_ORG) {
      if (typeof rule.open === 'string') continue;
      for (const grant of rule.open) {
        const { id } = senderOf(rule, 0);
        const limited = [grant, ...(rule.beside ?? [])].map((name) => ({ grant: name, ...ELSEWHERE }));
        const as: TestPerson = { id, name: 'of another place', orgs: { '0': limited } };
        const answer = await gateway.call(callOf(route, rule, own, as));
        if (answer.text.includes(marker(0))) wrong.push(`${route} shows ${marker(0)} to ${grant} for another place`);
        if (rule.missing === undefined) continue;
        const never = await gateway.call(callOf(route, rule, nowhere(0), as));
        if (bare(answer) !== bare(never)) wrong.push(`${route} answered ${bare(answer)} to ${grant} for another place`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await rowsOf(0)).toEqual(before);
  });

  it('answers for what is another org’s exactly as for what never was, after the same statements, and does nothing to it', async () => {
    const wrong: string[] = [];
    const counted = new StatementCount();
    const sent = new Set<string>();
    for (const pair of pairs()) {
      const [own, other] = pair;
      const before = await rowsOf(other.orgId);
      for (const [route, rule] of OF_AN_ORG) {
        if (rule.missing === undefined) continue;
        const as = senderOf(rule, own.orgId);
        const { result: foreign, statements } = await counted.of(() => gateway.call(callOf(route, rule, other, as)));
        // Under our number as under theirs: nobody learns from words, nor from the time that statements take, which ids there are.
        const unknown = await gateway.call(callOf(route, rule, nowhere(own.orgId), as));
        const { result: invented, ...alike } = await counted.of(() => gateway.call(callOf(route, rule, nowhere(other.orgId), as)));
        for (const never of [unknown, invented])
          if (bare(foreign) !== bare(never)) wrong.push(`${route} answered ${bare(foreign)}, and to what never was ${bare(never)}`);
        if (statements.join() !== alike.statements.join())
          wrong.push(`${route} sent ${statements.join()}, and for what never was ${alike.statements.join()}`);
        for (const name of statements) sent.add(name);
        const expected = rule.missing === 'is 404' ? 404 : 200;
        if (unknown.status !== expected) wrong.push(`${route} answered ${unknown.status} ${unknown.text} to what never was`);
        if (expected === 200 && (unknown.json['data'] as unknown as unknown[]).length > 0) wrong.push(`${route} found what never was`);
        wrong.push(...leaksIn(foreign, route, pair));
      }
      expect(await rowsOf(other.orgId)).toEqual(before);
    }
    counted.end();
    expect(wrong).toEqual([]);
    expect(sent.size).toBeGreaterThan(10);
  });

  it('shows nothing of the other org to people of the org who name nothing at all', async () => {
    const wrong: string[] = [];
    for (const pair of pairs()) {
      const [own] = pair;
      const before = await rowsOf(pair[1].orgId);
      for (const [route, rule] of CLOSED) {
        if (rule.missing !== undefined) continue;
        const answer = await gateway.call(callOf(route, rule, own, senderOf(rule, own.orgId)));
        if (answer.status >= 500) wrong.push(`${route} answered ${answer.status}`);
        wrong.push(...leaksIn(answer, route, pair));
      }
      const list = await gateway.call({
        url: '/api_gateway/v2/request-workflow/requests?limit=100',
        as: personOf(own.orgId, 'a stranger'),
      });
      expect(list.text).toContain(marker(own.orgId));
      wrong.push(...leaksIn(list, 'the list', pair));
      expect(await rowsOf(pair[1].orgId)).toEqual(before);
    }
    expect(wrong).toEqual([]);
  });

  /** Last, since this is what changes things. */
  it('is there for people of the org with its grant, and shows them what is theirs', async () => {
    const wrong: string[] = [];
    for (const pair of pairs())
      for (const [route, rule] of CLOSED) {
        const [own] = pair;
        const sufficient = typeof rule.open === 'string' ? [[], ...GRANTS.map((grant) => [grant])] : rule.open.map((grant) => [grant]);
        for (const grants of sufficient) {
          const answer = await gateway.call(callOf(route, rule, own, senderOf(rule, own.orgId, grants)));
          if ([401, 403, 404].includes(answer.status) || answer.status >= 500)
            wrong.push(`${route} answered ${answer.status} ${answer.text} to somebody with ${grants.join() || 'no grant'}`);
          wrong.push(...leaksIn(answer, route, pair));
        }
      }
    expect(wrong).toEqual([]);
  });
});

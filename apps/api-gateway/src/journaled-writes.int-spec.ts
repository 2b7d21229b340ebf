import { waitFor } from '@countersign/local-servers';
import type { FastifyInstance } from 'fastify';
import { Client } from 'pg';
import { isOfTheApi } from '../test-support/api-routes';
import { startTestGateway, type TestGateway, textAt } from '../test-support/gateway';
import { REQUESTS, submitted } from '../test-support/requests';
import { type OrgThings, ROUTE_RULES, type RouteRule } from '../test-support/route-rules';
import { callOf, furnish, ORGS, personOf } from '../test-support/two-orgs';
import { createFastifyAdapter } from './platform/http/fastify-server';

/** Writes that rightly leave no entry, and why. */
const WITHOUT_ENTRY: Readonly<Record<string, string>> = {
  'POST /policies/:type/simulate': 'nothing is stored and no customer is told of',
  'POST /v3/oauth/token/generate': 'a program asks, not a person; who was given its secret is an entry, and so is a wrong secret',
};

const DECIDED_TOGETHER = `POST ${REQUESTS}/decisions`;

jest.setTimeout(60_000);

describe('what a person writes', () => {
  const writes = new Set<string>();
  let gateway: TestGateway;
  let owner: Client;
  let things: OrgThings;
  let together: unknown;
  beforeAll(async () => {
    const adapter = createFastifyAdapter();
    adapter.getInstance<FastifyInstance>().addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (!['GET', 'HEAD'].includes(one) && isOfTheApi(url)) writes.add(`${one} ${url}`);
    });
    gateway = await startTestGateway({}, adapter);
    owner = new Client({ connectionString: gateway.databaseUrl });
    await owner.connect();
    things = (await furnish(gateway)).get(ORGS[0])!;
    together = await decisions();
  });
  afterAll(async () => {
    await owner.end();
    await gateway.close();
  });

  function ruleOf(route: string): RouteRule {
    const rule = ROUTE_RULES[route];
    if (!rule) throw new Error(`${route} needs a rule in test-support/route-rules.ts`);
    return rule;
  }

  /** One of a request that nobody has decided on yet, bound to what the checker saw. */
  async function decisions(): Promise<unknown> {
    const requestId = await submitted(gateway, 'TOGETHER', { as: personOf(ORGS[0], 'the maker'), mobile: '919955500001' });
    const seen = await gateway.call({ url: `${REQUESTS}/requests/${requestId}`, as: personOf(ORGS[0], 'a stranger') });
    const payloadDigest = textAt(seen, 'data', 'details', 'payloadDigest');
    return { decisions: [{ requestId, decision: 'rejected', comment: 'after a look', payloadDigest }] };
  }

  async function traceOf(route: string): Promise<string> {
    const known = ruleOf(route);
    const rule: RouteRule = route === DECIDED_TOGETHER ? { ...known, body: () => together } : known;
    const { status, headers, text } = await gateway.call(callOf(route, rule, things, personOf(ORGS[0], rule.sentBy ?? 'a stranger')));
    if (status >= 300) throw new Error(`${route} was answered ${status}, so that it shows nothing: ${text}`);
    return String(headers['x-cap-request-id']);
  }

  const journaled = async (): Promise<ReadonlySet<string>> => {
    const { rows } = await owner.query<{ trace: string }>(
      `select coalesce(fields ->> 'trace', words ->> 'trace') as trace from journal_entry where org_id = $1`,
      [ORGS[0]],
    );
    return new Set(rows.map(({ trace }) => trace));
  };

  it('leaves an entry with the trace id of the call, on every route of the app', async () => {
    expect(Object.keys(WITHOUT_ENTRY).filter((route) => !writes.has(route))).toEqual([]);
    const routes = [...writes].filter((route) => !(route in WITHOUT_ENTRY));
    const traces: [string, string][] = [];
    for (const route of routes) traces.push([route, await traceOf(route)]);
    const missing = async (): Promise<string[]> => {
      const found = await journaled();
      return traces.filter(([, trace]) => !found.has(trace)).map(([route]) => route);
    };
    // Who looks is written within a second.
    await waitFor(async () => ((await missing()).length === 0 ? true : undefined), { what: 'an entry of each write' }).catch(
      () => undefined,
    );
    expect(await missing()).toEqual([]);
  });
});

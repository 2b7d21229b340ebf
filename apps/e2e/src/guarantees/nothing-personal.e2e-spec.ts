import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { freePort, waitFor } from '@countersign/local-servers';
import { everythingInRedis } from '@countersign/local-stack';
import { type Answer, HttpClient } from '../support/http';
import { OPERATOR, Operators } from '../support/operators';
import { goodwill, newReference, redemption, statusChange } from '../support/submissions';
import { CHECKER, MAKER, type TestOrg, WORKFLOW } from '../support/test-org';
import { TestStack } from '../support/test-stack';

/** Found nowhere else, so that any trace of one is a leak. */
const CANARY = { id: 5_001_777, mobile: '919955511122' };
const CANARIES = [
  CANARY.mobile,
  '9955511122',
  'canary.person@example.com',
  'CANARY-EXTERNAL-ID',
  'canary-words-of-a-checker',
  'canary-note',
  'CANARY-REFERENCE',
  'Canary Person',
  'Canary%20Person',
];

/** A line for each single call: without it the log would hold nothing because it says nothing. */
const PROOF: Readonly<Record<string, RegExp>> = {
  'api-gateway': /"level":"debug".*request-workflow/,
  worker: /"level":"debug".*an attempt ended/,
  'loyalty-sandbox': /points\/redeem/,
};

describe('personal data', () => {
  let on: TestStack;
  let metricsPort: number;
  let monitor: Socket | undefined;
  /** What MONITOR told: a line for each command that Redis got. */
  let commands = '';
  const requestIds: string[] = [];
  const refusals: string[] = [];
  const statements = new Set<string>();
  let watching: Promise<void>;
  let isOver = false;

  beforeAll(async () => {
    metricsPort = await freePort();
    on = await TestStack.start({ env: { all: { LOG_LEVEL: 'debug' }, gateway: { GATEWAY_METRICS_PORT: String(metricsPort) } } });
    await watchRedis();
    watching = watchStatements();
    await run();
    isOver = true;
    await watching;
  });
  afterAll(async () => {
    monitor?.destroy();
    await on.stop();
  });

  async function watchRedis(): Promise<void> {
    const { hostname, port, username, password } = new URL(on.stack.parts.redisUrl!);
    monitor = connect(Number(port), hostname);
    // By hand: ioredis takes a command that comes in one packet with the answer to MONITOR for the answer to something else, and fails.
    monitor.setEncoding('utf8').on('data', (told: string) => (commands += told));
    const greeting = password === '' ? [] : [`AUTH ${username || 'default'} ${password}`];
    for (const command of [...greeting, 'MONITOR']) monitor.write(`${command}\r\n`);
    await waitFor(() => commands.split('+OK').length > greeting.length + 1, { what: 'Redis to tell its commands' });
  }

  /** What anybody sees who may look at the database's sessions. */
  async function watchStatements(): Promise<void> {
    while (!isOver) {
      for (const { query } of await on.sql<{ query: string }>('select query from pg_stat_activity where datname = current_database()'))
        statements.add(query);
    }
  }

  /** Everything that can be done with a request, refused and failing calls too. */
  async function run(): Promise<void> {
    const org = on.org();
    const identifiers = { mobiles: [CANARY.mobile], email: 'canary.person@example.com', externalId: 'CANARY-EXTERNAL-ID' };
    await on.loyalty.setCustomer(org.id, CANARY.id, { ...identifiers, balance: 100_000 });
    const subscriber = await org.subscribe();
    const submissions = [
      redemption(CANARY, { notes: 'canary-note' }),
      redemption(CANARY, { customer: { email: 'canary.person@example.com' }, notes: 'canary-note' }),
      redemption(CANARY, { customer: { external_id: 'CANARY-EXTERNAL-ID' } }),
      statusChange(CANARY),
      goodwill(CANARY, { reason: 'canary-note' }),
    ];
    await org.spoil({ fault: 'drop-after-effect', match: { call: 'award-goodwill-points' } });
    for (const submission of submissions) {
      const requestId = await org.submitted(submission);
      await org.decide(submission.type, requestId, 'approved', { comment: 'canary-words-of-a-checker', headers: { prefer: 'wait=20' } });
      await org.decide(submission.type, requestId, 'approved', { comment: 'canary-words-of-a-checker' });
      await org.settled(requestId);
      requestIds.push(requestId);
    }
    await endings(org);
    await badInput(org);
    await org.call({ method: 'GET', path: `${WORKFLOW}/requests?customer=${CANARY.mobile}&reference=canary-note`, as: CHECKER });
    await org.call({ method: 'GET', path: `${WORKFLOW}/requests/${requestIds[0]!}?customer=${CANARY.mobile}`, as: CHECKER });
    await org.submit(redemption(CANARY, { external_reference_number: newReference() }), {
      headers: { 'idempotency-key': `key-${CANARY.mobile}`, authorization: `Basic ${CANARY.mobile}` },
    });
    await subscriber.eventsOf(requestIds[0]!, 2);
  }

  /** The ways to end beside being executed: rejected, refused by the loyalty API, in doubt and resolved by two operators. */
  async function endings(org: TestOrg): Promise<void> {
    const unheard = await org.subscribe({ answer: () => 500 });
    const rejected = await org.submitted(redemption(CANARY, { external_reference_number: 'CANARY-REFERENCE-1' }));
    await org.decide('POINTS-REDEMPTION', rejected, 'rejected', { comment: 'canary-words-of-a-checker' });
    const refused = await org.approved(
      redemption(CANARY, { points_redeemed: '99999999', external_reference_number: 'CANARY-REFERENCE-2' }),
    );
    expect((await org.settled(refused)).state).toBe('failed');
    await org.spoil({ fault: 'drop-after-effect', match: { call: 'award-goodwill-points' } });
    const held = await org.approved(goodwill(CANARY, { reason: 'canary-note' }));
    await org.settled(held);
    const operators = new Operators(org);
    await operators.propose(held, { action: 'executed', evidence: `canary-note of Canary Person, ${CANARY.mobile}` });
    expect((await operators.confirm(held)).status).toBe(200);
    await waitFor(() => unheard.deliveriesOf(rejected).length > 0, { what: 'a delivery that fails' });
  }

  /** Each field in turn holds what it must not; so do the URL and the headers. */
  async function badInput(org: TestOrg): Promise<void> {
    const { queryParams, body } = redemption(CANARY).call as { queryParams: object; body: { root: { redeem: object } } };
    const { redeem } = body.root;
    const bad = [CANARY.mobile, 'canary.person@example.com', 'canary-note', 'Canary Person'].flatMap((canary) => [
      ...Object.keys(redeem).map((field) => ({ queryParams, body: { root: { redeem: { ...redeem, [field]: [canary] } } } })),
      { queryParams, body: { root: { redeem: { ...redeem, canary } } } },
      { queryParams, body: canary },
    ]);
    // A refusal names the field, so that what a caller made the name of one comes back to that caller; it goes nowhere else.
    for (const canary of CANARIES) {
      const call = { queryParams: { ...queryParams, [canary]: canary }, body };
      expect((await org.submit({ type: 'POINTS-REDEMPTION', call })).status).toBe(400);
    }
    for (const call of bad) await refused(org.submit({ type: 'POINTS-REDEMPTION', call: call as never }), org);
    for (const text of [`{"payload": "${CANARY.mobile}`, CANARY.mobile, `[${CANARY.mobile}, `])
      await refused(org.call({ method: 'POST', path: `${WORKFLOW}/POINTS-REDEMPTION`, body: text, as: MAKER }), org);
    const query = `customer=${CANARY.mobile}&reference=CANARY-REFERENCE&identifierValue=${CANARY.mobile}`;
    for (const canary of [CANARY.mobile, `%2B${CANARY.mobile}`, 'canary.person%40example.com', 'Canary%20Person'])
      for (const path of [
        `${WORKFLOW}/requests/${canary}`,
        `${WORKFLOW}/requests/${canary}?${query}`,
        `/${canary}/${canary}`,
        `/operations/requests/${canary}`,
      ])
        await refused(org.call({ method: 'GET', path, as: OPERATOR }), org);
    await refused(org.call({ method: 'GET', path: `${WORKFLOW}/requests?limit=${CANARY.mobile}x`, as: CHECKER }), org);
    await refused(org.decide('POINTS-REDEMPTION', requestIds[0]!, 'rejected', { comment: 'canary-note', digest: 'canary-note' }), org);
  }

  async function refused(call: Promise<Answer>, { id }: TestOrg): Promise<void> {
    const { status, text } = await call;
    expect([id, status >= 400 && status < 500]).toEqual([id, true]);
    refusals.push(text);
  }

  it('never comes back in a refusal', () => {
    expect(refusals.length).toBeGreaterThan(50);
    expect(refusals.filter(holdsCanary)).toEqual([]);
  });

  it('never shows in the statements of the sessions, nor on the pages of metrics', async () => {
    expect([...statements].join('\n')).toMatch(/submit_requests|close_requests/);
    expect([...statements].filter(holdsCanary)).toEqual([]);
    const worker = on.stack.parts.workers[0]!.metricsUrl!;
    for (const url of [worker, `http://127.0.0.1:${metricsPort}`]) {
      const page = await new HttpClient(url).call({ method: 'GET', path: '/metrics' });
      expect(page.text).toContain('countersign_');
      expect(holdsCanary(page.text)).toBe(false);
    }
  });

  it('never reaches Redis: jobs carry ids alone', async () => {
    await waitFor(() => commands.includes(requestIds[0]!), { what: 'a job in Redis' });
    const everything = [commands, await everythingInRedis(on.stack.parts.redisUrl!)].join('\n');
    expect(CANARIES.filter((canary) => everything.includes(canary))).toEqual([]);
  });

  const leaksInto = async (app: string): Promise<string[]> => {
    const text = await readFile(`${on.stack.parts.folder}/logs/${app}.log`, 'utf8');
    expect(text).toMatch(PROOF[app]!);
    return text.split('\n').filter((line) => CANARIES.some((canary) => line.includes(canary)));
  };

  it.each(Object.keys(PROOF))('never reaches the log of %s, at the level debug', async (app) => {
    expect(await leaksInto(app)).toEqual([]);
  });

  it('never reaches the log when a caller puts a number where an id belongs', async () => {
    const org = on.org();
    for (const path of [`${WORKFLOW}/requests/${CANARY.mobile}`, `${WORKFLOW}/no-such-route/${CANARY.mobile}`])
      expect((await org.call({ method: 'GET', path })).status).toBe(404);
    expect(await leaksInto('api-gateway')).toEqual([]);
  });
});

function holdsCanary(text: string): boolean {
  return CANARIES.some((canary) => text.includes(canary));
}

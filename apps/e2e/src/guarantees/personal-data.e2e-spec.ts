import { readFile } from 'node:fs/promises';
import { waitFor } from '@countersign/local-servers';
import { Redis } from 'ioredis';
import { goodwill, newReference, redemption, statusChange } from '../support/submissions';
import { CHECKER, MAKER, WORKFLOW } from '../support/test-org';
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
];

/** A line for each single call: without it the log would hold nothing because it says nothing. */
const PROOF: Readonly<Record<string, RegExp>> = {
  'api-gateway': /"level":"debug".*request-workflow/,
  worker: /"level":"debug".*an attempt ended/,
  'loyalty-sandbox': /points\/redeem/,
};

describe('personal data', () => {
  let on: TestStack;
  let monitor: Redis | undefined;
  const commands: string[] = [];
  const requestIds: string[] = [];

  beforeAll(async () => {
    on = await TestStack.start({ env: { all: { LOG_LEVEL: 'debug' } } });
    await watchRedis();
    await run();
  });
  afterAll(async () => {
    monitor?.disconnect();
    await on.stop();
  });

  async function watchRedis(): Promise<void> {
    const client = new Redis(on.stack.parts.redisUrl!);
    monitor = await client.monitor();
    client.disconnect();
    monitor.on('monitor', (_time: string, command: string[]) => commands.push(command.join(' ')));
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
    const unknownField = redemption(CANARY, { canary: CANARY.mobile });
    expect((await org.submit(unknownField)).status).toBe(400);
    const broken = `{"payload": "${CANARY.mobile}`;
    expect((await org.call({ method: 'POST', path: `${WORKFLOW}/POINTS-REDEMPTION`, body: broken, as: MAKER })).status).toBe(400);
    await org.call({ method: 'GET', path: `${WORKFLOW}/requests?customer=${CANARY.mobile}&reference=canary-note`, as: CHECKER });
    await org.call({ method: 'GET', path: `${WORKFLOW}/requests/${requestIds[0]!}?customer=${CANARY.mobile}`, as: CHECKER });
    await org.submit(redemption(CANARY, { external_reference_number: newReference() }), {
      headers: { 'idempotency-key': `key-${CANARY.mobile}`, authorization: `Basic ${CANARY.mobile}` },
    });
    await subscriber.eventsOf(requestIds[0]!, 2);
  }

  it('never reaches Redis: jobs carry ids alone', async () => {
    await waitFor(() => commands.some((command) => command.includes(requestIds[0]!)), { what: 'a job in Redis' });
    const everything = [...commands, ...(await everythingIn(on.stack.parts.redisUrl!))].join('\n');
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

/** Every key and value that is left. */
async function everythingIn(url: string): Promise<string[]> {
  const client = new Redis(url);
  const found: string[] = [];
  for (const key of await client.keys('*')) {
    found.push(key, (await client.dumpBuffer(key)).toString('latin1'));
  }
  await client.quit();
  return found;
}

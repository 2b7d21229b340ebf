import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { checkInvariants, type CheckReport, EVIDENCE_FILES, printReport, type Violation } from '@countersign/invariant-checker';
import { waitFor } from '@countersign/local-servers';
import { EvidenceCollector, markerOf } from '../support/evidence-collector';
import type { Answer } from '../support/http';
import { OPERATOR, Operators, OTHER_OPERATOR } from '../support/operators';
import { isSettled, type RequestView } from '../support/request-view';
import { untilSealed } from '../support/sealed-journal';
import { customer, earnBadge, goodwill, issueBadge, redemption, statusChange, type Submission } from '../support/submissions';
import { dataOf, type TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';

const BADGE = 'ba5e00000000000000000001';

/** One of each type, each with the marker of its org. */
function submissionsOf(org: TestOrg, round: number): readonly Submission[] {
  const marker = markerOf(org);
  const triggeredBy = { ownerType: 'Goodwill_Module', referenceId: marker };
  const someone = (number: number) => customer(round * 5 + number);
  return [
    redemption(someone(1), { notes: marker }),
    { ...statusChange(someone(2)), call: { ...statusChange(someone(2)).call, body: { reason: marker, label: 'Gold watch' } } },
    goodwill(someone(3), { reason: marker }),
    earnBadge(someone(4), { triggeredBy, badgeMetaId: BADGE }),
    issueBadge([someone(5)], { triggeredBy, badgeMetaId: BADGE }),
  ];
}

/** What the checker finds nothing to look at in a short run without faults, and says so. */
const IDLE = ['I10', 'I14'];

describe('the checker on a run without faults', () => {
  let on: TestStack;
  let evidence: EvidenceCollector;
  let report: CheckReport;
  const orgs: TestOrg[] = [];

  beforeAll(async () => {
    on = await TestStack.start();
    evidence = new EvidenceCollector(on);
    orgs.push(evidence.org(), evidence.org());
    for (const org of orgs) {
      await evidence.subscribe(org);
      await evidence.subscribe(org, { payload: 'extended', answer: failingFirst(3) });
    }
    // What happens within the moment of a subscription may or may not be heard of; the run is to be beyond dispute.
    await pastTheMoment(on);
    await Promise.all(orgs.map((org) => everyType(org)));
    await Promise.all(orgs.map((org) => otherEnds(org)));
    await untilDelivered(on);
    await untilSealed(on);
    report = await evidence.check();
  });
  afterAll(async () => {
    await evidence.remove();
    await on.stop();
  });

  async function everyType(org: TestOrg): Promise<void> {
    for (const round of [0, 1]) {
      for (const submission of submissionsOf(org, round)) {
        const key = `${org.id}-${submission.type}-${round}`;
        const { requestId } = dataOf(await evidence.submit(org, submission, { key }));
        await evidence.submit(org, submission, { key });
        await evidence.decide(org, { type: submission.type, requestId, verdict: 'approved' });
        await org.settled(requestId);
        await evidence.read(org, requestId);
      }
    }
  }

  /** Rejected, withdrawn, refused, approved by itself, replayed after a lost answer, held and resolved. */
  async function otherEnds(org: TestOrg): Promise<void> {
    const notes = { notes: markerOf(org) };
    const rejected = redemption(customer(21), notes);
    const { requestId: first } = dataOf(await evidence.submit(org, rejected));
    await evidence.decide(org, { type: rejected.type, requestId: first, verdict: 'rejected' });
    const { requestId: second } = dataOf(await evidence.submit(org, redemption(customer(22), notes)));
    await evidence.withdraw(org, second);
    await approved(org, redemption(customer(91), notes), 'failed');
    await org.spoil({ fault: 'drop-after-effect', match: { call: 'redeem-points' } });
    await approved(org, redemption(customer(23), notes), 'approved');
    for (const [effect, action] of [
      ['before', 'executed'],
      ['none', 'not-executed'],
      ['none', 'retry'],
    ] as const) {
      await org.spoil({ fault: 'never', effect, match: { call: 'award-goodwill-points' } });
      const held = await approved(org, goodwill(customer(24), { reason: markerOf(org) }), 'IntouchAPITask');
      await resolve(org, held, action);
      if (action === 'retry') await org.when(held, ({ state }) => state === 'approved');
    }
    await org.agreeOnPolicy('GOODWILL-POINTS', { autoApproval: { mode: 'up-to', amount: 50 }, uncapped: true });
    const { requestId } = dataOf(await evidence.submit(org, goodwill(customer(25), { reason: markerOf(org), points: 5 })));
    await org.when(requestId, isSettled);
    await evidence.submit(org, redemption(customer(26), { notes: markerOf(org), points_redeemed: -1 }));
  }

  async function approved(org: TestOrg, submission: Submission, state: RequestView['state']): Promise<string> {
    const { requestId } = dataOf(await evidence.submit(org, submission));
    await evidence.decide(org, { type: submission.type, requestId, verdict: 'approved' });
    expect((await org.settled(requestId)).state).toBe(state);
    return requestId;
  }

  async function resolve(org: TestOrg, requestId: string, action: 'executed' | 'not-executed' | 'retry'): Promise<void> {
    const operators = new Operators(org);
    const proposed = { action, evidence: 'looked it up in the loyalty system' };
    await evidence.witnessed(org, OPERATOR, { kind: 'propose', requestId }, () => shownIn(operators.propose(requestId, proposed)));
    await evidence.witnessed(org, OTHER_OPERATOR, { kind: 'confirm', requestId }, () => shownIn(operators.confirm(requestId)));
  }

  it('finds no violation', () => {
    expect(printReport(report)).toContain('No violation was found.');
    expect(report.requests.submitted).toBeGreaterThanOrEqual(30);
  });

  it('says of each invariant how much it looked at', () => {
    for (const { id, checked, note } of report.invariants)
      expect({ id, idle: checked === 0, said: note !== undefined }).toMatchObject(
        IDLE.includes(id) ? { idle: true, said: true } : { idle: false },
      );
  });

  describe('Redis, of a request that has ended,', () => {
    let redis: Redis;
    let job: string;

    beforeEach(async () => {
      const [ended] = await on.sql<{ request_id: string }>("select request_id from request where state = 'approved' limit 1");
      job = `forged:${ended?.request_id ?? ''}-1`;
      redis = new Redis(on.stack.parts.redisUrl ?? '');
    });
    afterEach(async () => {
      await redis.del(job);
      redis.disconnect();
    });

    async function judged(): Promise<readonly Violation[]> {
      const { databaseUrl, redisUrl = '' } = on.stack.parts;
      return (await checkInvariants({ databaseUrl, redisUrl, evidenceFolder: evidence.folder, only: ['I18'] })).violations;
    }

    it('finds a job that was kept', async () => {
      await redis.set(job, '');
      expect(await judged()).toMatchObject([{ sentence: `Redis still has the key ${job}, but the request has ended.` }]);
    });

    it('waits for a job of which a worker lost sight, because it is given up once its lock has run out', async () => {
      await redis.set(`${job}:lock`, '', 'PX', 1_500);
      expect(await judged()).toEqual([]);
    });
  });

  it('misses an effect that is taken out of the ledger', async () => {
    const ledger = path.join(evidence.folder, EVIDENCE_FILES.ledger);
    const lines = readFileSync(ledger, 'utf8').split('\n');
    const taken = lines.findIndex((line) => line.includes('"redeem-points"'));
    writeFileSync(ledger, lines.filter((_, number) => number !== taken).join('\n'));
    const { violations } = await checkInvariants({ databaseUrl: on.stack.databaseUrl, evidenceFolder: evidence.folder, only: ['I5'] });
    expect(violations.map(({ sentence }) => sentence)).toEqual([
      'The request is approved, but has 0 effect(s).',
      expect.stringMatching(/^By redeem-points \d+ points moved in org \d+, but approved requests come to \d+\.$/),
    ]);
  });
});

/** An operator's answer as if it showed the request alone, as the others do. */
async function shownIn(answer: Promise<Answer>): Promise<Answer> {
  const { text, ...rest } = await answer;
  const { request } = (JSON.parse(text) as { data: { request: RequestView } }).data;
  return { ...rest, text: JSON.stringify({ data: request }) };
}

function failingFirst(times: number): () => number {
  let left = times;
  return () => (left-- > 0 ? 503 : 200);
}

async function pastTheMoment(on: TestStack): Promise<void> {
  const past = async (): Promise<boolean> =>
    (await on.sql<{ past: boolean }>("select max(created_at) + interval '3 seconds' < clock_timestamp() as past from webhook_endpoint"))[0]
      ?.past === true;
  await waitFor(past, { what: 'three seconds after the last subscription', deadlineMs: 30_000 });
}

async function untilDelivered(on: TestStack): Promise<void> {
  const none = async (): Promise<boolean> =>
    (await on.sql<{ none: boolean }>("select not exists (select 1 from delivery where state = 'due') as none"))[0]?.none === true;
  await waitFor(none, { what: 'the end of all deliveries', deadlineMs: 90_000 });
}

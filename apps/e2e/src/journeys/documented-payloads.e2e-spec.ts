import { Webhook } from 'standardwebhooks';
import { type DocumentedEvent, documentedEvent, formOf } from '../support/documented-events';
import { HttpClient, jsonOf } from '../support/http';
import type { Effect } from '../support/loyalty-sandbox';
import type { Submission } from '../support/submissions';
import type { Subscriber } from '../support/subscriber';
import { dataOf, type Person, type TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';

/** The people and the org of the documentation's samples. */
const MAKER: Person = { id: 232_134, name: 'maker', grants: ['CanMakeRequest'] };
const CHECKER: Person = { id: 233_253, name: 'checker', grants: ['CanCheckRequest'] };
const ORG = 0;
const STATIC_HEADERS = { 'X-Api-Key': 'known-to-the-receiver', 'X-Source': 'countersign' };

interface Journey {
  readonly name: string;
  /** The sample whose request is made, and of what it must become. */
  readonly samples: readonly [pending: string, terminal: string];
  /** Where no sample ends like this: the state that the terminal sample is to be read with. */
  readonly endsAs?: string;
  /** The documented refusal that the loyalty API gives. */
  readonly refusal?: { readonly call: string; readonly code: number };
  /** Somebody else has used the reference before. */
  readonly referenceUsed?: true;
  readonly effect?: Partial<Effect>;
}

const JOURNEYS: readonly Journey[] = [
  {
    name: 'a points redemption is approved',
    samples: ['points-redemption.approved', 'points-redemption.approved'],
    effect: { call: 'redeem-points', customerIds: [382_332_518], points: 100, reference: 'ACR-58392150333121wdewdwe' },
  },
  { name: 'a points redemption is rejected', samples: ['points-redemption.pending', 'points-redemption.rejected'] },
  {
    name: 'a points redemption fails on a reference number that was used before',
    samples: ['points-redemption.pending', 'points-redemption.failed'],
    referenceUsed: true,
  },
  {
    name: 'a status change fails',
    samples: ['customer-status-change.pending', 'customer-status-change.failed'],
    refusal: { call: 'change-customer-status', code: 8015 },
  },
  {
    name: 'a status change is approved',
    samples: ['customer-status-change.approved', 'customer-status-change.approved'],
    effect: { call: 'change-customer-status', customerIds: [566_881_933], label: 'bb' },
  },
  {
    name: 'goodwill points are approved',
    samples: ['goodwill-points.pending', 'goodwill-points.approved'],
    effect: { call: 'award-goodwill-points', customerIds: [382_332_518], points: 20, reference: 'ref_id_12993141722' },
  },
  {
    name: 'a badge to earn fails',
    samples: ['earn-badge.pending', 'earn-badge.failed'],
    refusal: { call: 'earn-badge', code: 811 },
  },
  {
    name: 'a badge to earn is approved',
    samples: ['earn-badge.pending', 'earn-badge.failed'],
    endsAs: 'approved',
    effect: { call: 'earn-badge', customerIds: [382_477_526], badgeMetaId: '65be200710126e55359f1969' },
  },
  {
    name: 'a badge to issue is approved',
    samples: ['issue-badge.pending', 'issue-badge.approved'],
    effect: { call: 'issue-badge', customerIds: [113_460_811], badgeMetaId: '65be3c4d10126e55359f196a' },
  },
];

describe('the documented payloads: each event is the documented one, field by field, when', () => {
  let on: TestStack;
  let org: TestOrg;
  let subscriber: Subscriber;

  beforeAll(async () => {
    on = await TestStack.start();
    org = on.org(ORG);
    subscriber = await org.subscribe({ headers: STATIC_HEADERS });
  });
  afterAll(() => on.stop());

  it.each(JOURNEYS)('$name', async ({ samples: [pending, terminal], endsAs, refusal, referenceUsed, effect }) => {
    const sample = documentedEvent(terminal);
    const submission = submissionOf(pending);
    const state = endsAs ?? sample.data.currentRequestState;
    if (referenceUsed) await redeemElsewhere(on, submission);
    if (refusal) await org.spoil({ fault: 'item-code', code: refusal.code, match: { call: refusal.call } });

    const created = await org.submit(submission, { as: MAKER });
    const { requestId } = dataOf(created);
    const verdict = state === 'rejected' ? 'rejected' : 'approved';
    const decided = await org.decide(submission.type, requestId, verdict, {
      as: CHECKER,
      comment: sample.data.comment,
      headers: { prefer: 'wait=20' },
    });

    expect([decided.status, dataOf(decided).state]).toEqual([200, state]);
    expect(await org.effectsOf(requestId)).toMatchObject(effect ? [effect] : []);

    await subscriber.eventsOf(requestId, 2);
    const events = subscriber.deliveriesOf(requestId).map(({ body }) => jsonOf({ text: body }) as DocumentedEvent);
    expect(events.map(formOf)).toEqual([pendingForm(pending), formOf(withState(terminal, state))]);
    expect(events.map((event) => event['apiRequestId'])).toEqual([
      created.headers['x-cap-request-id'],
      decided.headers['x-cap-request-id'],
    ]);
    expect(events.map((event) => event['refId'])).toEqual([`0_${requestId}`, `0_${requestId}`]);
    const times = events.map(({ data }) => Number(data['updateTime']));
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  it('is delivered once, signed, with the headers that the subscriber wished for', () => {
    const { deliveries } = subscriber.receiver;
    expect(deliveries).toHaveLength(2 * JOURNEYS.length);
    for (const { headers, body, event } of deliveries) {
      expect(headers).toMatchObject({ 'x-api-key': STATIC_HEADERS['X-Api-Key'], 'x-source': STATIC_HEADERS['X-Source'] });
      expect(headers['content-type']).toBe('application/json');
      expect(headers['webhook-id']).toBe(event?.eventId);
      expect(new Webhook(subscriber.endpoint.secret).verify(body, { ...headers })).toEqual(event);
    }
    expect(new Set(deliveries.map(({ event }) => event?.eventId)).size).toBe(deliveries.length);
  });
});

/** The request that a sample event speaks of, as its maker sent it. */
function submissionOf(sample: string): Submission {
  const { requestType, requestAttributes } = documentedEvent(sample).data;
  const { awardingTillId } = requestAttributes.body as { readonly awardingTillId?: number };
  const entityInfo = awardingTillId === undefined ? {} : { entityInfo: { tillId: String(awardingTillId) } };
  return { type: requestType.replaceAll('_', '-'), call: requestAttributes, ...entityInfo };
}

/** What the pending event looks like for a request that only a terminal sample shows. */
function pendingForm(sample: string): string {
  const event = documentedEvent(sample);
  if (event.data.currentRequestState === 'AdminTask') return formOf(event);
  const shape = documentedEvent(`${sample.split('.')[0] ?? ''}.pending`);
  return formOf({ ...shape, data: { ...shape.data, requestAttributes: event.data.requestAttributes } });
}

function withState(sample: string, state: string): object {
  const event = documentedEvent(sample);
  return { ...event, data: { ...event.data, currentRequestState: state } };
}

/** Uses the reference number up, as a till does that knows nothing of requests. */
async function redeemElsewhere(on: TestStack, { call }: Submission): Promise<void> {
  const http = new HttpClient(on.stack.sandboxUrl);
  const answer = await http.call({ method: 'POST', path: '/v1.1/points/redeem?skip_validation=true&format=json', body: call.body });
  await http.close();
  if (!answer.text.includes('"code":800')) throw new Error(`The till could not redeem: ${answer.text}`);
}

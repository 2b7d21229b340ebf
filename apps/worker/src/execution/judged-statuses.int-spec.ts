import type { RequestType } from '@countersign/contract';
import { requestTypes } from '@countersign/request-type-catalog';
import { AnsweredCalls, type Executed } from '../../test-support/answered-calls';

/** A refusal as each type's documents have it. */
const DOCUMENTED: Readonly<Record<string, object>> = {
  POINTS_REDEMPTION: {
    response: {
      status: { success: 'false', code: 500, message: 'All requests have failed due to errors' },
      responses: { points: { item_status: { success: 'false', code: 816, message: 'Customer not found' } } },
    },
  },
  CUSTOMER_STATUS_CHANGE: { errors: [{ code: 8015, message: 'Customer not found' }], warnings: [] },
  GOODWILL_POINTS: { errors: [{ code: 8015, message: 'Customer not found' }], warnings: [] },
  EARN_BADGE: { errors: [{ code: 811, message: 'Must be issued first' }], warnings: [] },
  ISSUE_BADGE: { errors: [{ code: 816, message: 'Outside the window' }], warnings: [] },
};

/** What proxies, gateways and wrong hosts answer. */
const UNDOCUMENTED = ['{"message":"no Route matched with those values"}', '<html><h1>Nothing here</h1></html>'];

type Fate = 'failed' | 'waits, no attempt used' | 'waits' | 'in doubt' | 'held, surely not applied';

/** [status, with a documented refusal as its body, with any other body] */
const FATES: readonly (readonly [number, Fate, Fate])[] = [
  [301, 'in doubt', 'in doubt'],
  [307, 'in doubt', 'in doubt'],
  [400, 'failed', 'in doubt'],
  [401, 'waits, no attempt used', 'waits, no attempt used'],
  [402, 'failed', 'in doubt'],
  [403, 'waits, no attempt used', 'waits, no attempt used'],
  [404, 'failed', 'held, surely not applied'],
  [405, 'held, surely not applied', 'held, surely not applied'],
  [406, 'failed', 'in doubt'],
  [407, 'waits, no attempt used', 'waits, no attempt used'],
  [408, 'waits', 'waits'],
  [409, 'failed', 'in doubt'],
  [410, 'failed', 'in doubt'],
  [413, 'failed', 'in doubt'],
  [418, 'failed', 'in doubt'],
  [422, 'failed', 'in doubt'],
  [425, 'waits', 'waits'],
  [429, 'waits', 'waits'],
  [451, 'failed', 'in doubt'],
  [500, 'in doubt', 'in doubt'],
  [502, 'in doubt', 'in doubt'],
  [503, 'in doubt', 'in doubt'],
  [504, 'in doubt', 'in doubt'],
  [521, 'waits', 'waits'],
  [599, 'in doubt', 'in doubt'],
];

function fateOf({ stored, classes }: Executed): string {
  const { state, outcome, execution } = stored;
  if (state === 'failed' || state === 'approved') return state;
  if (classes.join() === 'in-doubt' && (execution?.inDoubt ?? true)) return 'in doubt';
  if (state === 'needs_review') return outcome?.kind === 'held' ? 'held, surely not applied' : 'held';
  return execution?.attempts === 0 ? 'waits, no attempt used' : 'waits';
}

let calls: AnsweredCalls;
beforeAll(async () => {
  calls = await AnsweredCalls.start();
});
afterAll(() => calls.close());

describe.each(requestTypes.map((type): [string, RequestType] => [type.key, type]))('%s', (key, type) => {
  const answered = (status: number, body: string): Promise<Executed> => {
    calls.answersWith((response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body));
    return calls.executeOne(type);
  };

  it.each(FATES)('after HTTP %i with a documented refusal: %s', async (status, fate) => {
    expect(fateOf(await answered(status, JSON.stringify(DOCUMENTED[key])))).toBe(fate);
  });

  it.each(FATES)('after HTTP %i with any other body, whatever a refusal would be (%s): %s', async (status, _documented, fate) => {
    for (const body of UNDOCUMENTED) expect([body, fateOf(await answered(status, body))]).toEqual([body, fate]);
  });

  it('takes a 404 that repeats its status as a code for no word of the loyalty API', async () => {
    const body = { errors: [{ code: 404, message: 'Not Found' }], warnings: [] };
    expect(fateOf(await answered(404, JSON.stringify(body)))).toBe('held, surely not applied');
  });
});

describe('credentials that are refused', () => {
  it('are tried once for all requests of the org, cost none of them an attempt, and operators are told until a call is answered', async () => {
    const [type] = requestTypes;
    const orgId = calls.freshOrg();
    let answers = 0;
    calls.answersWith((response) => {
      answers += 1;
      response.writeHead(401).end(JSON.stringify(DOCUMENTED[type!.key]));
    });
    const requests = await Promise.all([1, 2, 3].map(() => calls.submit(type!, orgId)));
    for (const request of requests) {
      const { stored } = await calls.attempt(request);
      expect(stored).toMatchObject({ state: 'accepted', execution: { attempts: 0, inDoubt: false, leased: false } });
    }
    expect(answers).toBe(1);
    expect(await calls.outages.find(orgId)).toMatchObject({ orgId, code: 'http-401', httpStatus: 401, heldBack: true });
    expect(await calls.outages.find(calls.freshOrg())).toBeUndefined();
  });
});

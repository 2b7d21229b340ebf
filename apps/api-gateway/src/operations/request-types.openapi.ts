import { kebabName } from '@countersign/contract';
import { z } from 'zod';
import { optionalReasonSchema, reasonSchema } from '../platform/http/reason-body';
import { type DescribeRoutes, IDEMPOTENCY_KEY, pathParameter, shown } from '../platform/openapi/route-description';
import { person, time } from '../platform/openapi/shared-schemas';
import { GRANT, TAG } from './operations.openapi';

const PATH = '/operations/request-types';
const WHOLE_ORG = `${GRANT} For the whole org.`;
const count = z.int().describe('Counts stop at 10,000.');

export const standingSchema = z.strictObject({
  requestType: z.string(),
  paused: z.strictObject({ since: time, by: person, reason: z.string() }).nullable(),
  waiting: count.describe('Approved and not under way: due, or due later. Counts stop at 10,000.'),
  executing: count.describe('Calls under way.'),
  inDoubt: count.describe('Of those that wait or execute. Counts stop at 10,000.'),
  held: count.describe('They wait for operators. Counts stop at 10,000.'),
  oldestDueAt: time.nullable().describe('Since when the oldest of those that wait has been due.'),
  endedInLastFiveMinutes: z.strictObject({ approved: count, failed: count }),
  queue: z
    .strictObject({
      waiting: count,
      executing: count,
      retrying: count.describe('Of those that wait: they were tried before.'),
      inDoubt: count,
      oldestAt: time.optional(),
      endedLast5Minutes: count,
      failedLast5Minutes: count,
    })
    .describe('The same in the words of a queue.'),
});

export const standingAnswerSchema = z.strictObject({ data: standingSchema });
export const standingListSchema = z.strictObject({
  data: z.array(standingSchema),
  loyaltyApi: z
    .strictObject({
      code: z.string().describe('Of the last call that failed, as its attempt notes it.'),
      httpStatus: z.int().nullable(),
      heldBack: z
        .boolean()
        .describe('Calls are held back until one that tries is answered; what is approved waits and uses up no attempts.'),
      since: time,
      failedAt: time.describe('When a call failed last.'),
      whatToDo: z.string(),
    })
    .nullable()
    .describe('How the loyalty API of this org fails; null while it answers.'),
});

const RUNNING = {
  paused: null,
  waiting: 3,
  executing: 2,
  inDoubt: 0,
  held: 1,
  oldestDueAt: '2026-11-22T11:12:25.123Z',
  endedInLastFiveMinutes: { approved: 118, failed: 2 },
  queue: {
    waiting: 3,
    executing: 2,
    retrying: 1,
    inDoubt: 0,
    oldestAt: '2026-11-22T11:12:25.123Z',
    endedLast5Minutes: 120,
    failedLast5Minutes: 2,
  },
};

const FAILING = {
  code: 'http-401',
  httpStatus: 401,
  heldBack: true,
  since: '2026-11-22T11:12:25.123Z',
  failedAt: '2026-11-22T11:14:05.900Z',
  whatToDo: 'Mend the credentials of the connector of this org.',
};

export const describeRequestTypeRoutes: DescribeRoutes = (types) => {
  const running = (key: string) => ({ requestType: kebabName(key), ...RUNNING });
  const [first = 'TYPE'] = types.map(({ key }) => key);
  const paused = {
    ...running(first),
    paused: { since: '2026-11-22T11:12:55.130Z', by: { id: 5001, name: 'operator.one' }, reason: 'The loyalty API loses answers.' },
  };
  const typeParameter = pathParameter('type', 'A request type, in any of its spellings.', {
    type: 'string',
    examples: types.map(({ key }) => kebabName(key)),
  });
  return [
    {
      method: 'get',
      path: PATH,
      tag: TAG,
      summary: 'See how each request type stands',
      description: WHOLE_ORG,
      answers: {
        200: {
          description: 'Every type.',
          body: shown(standingListSchema, { data: types.map(({ key }) => running(key)), loyaltyApi: FAILING }, 'output'),
        },
      },
      problems: [],
    },
    {
      method: 'post',
      path: `${PATH}/{type}/pause`,
      tag: TAG,
      summary: 'Stop executing a request type',
      description: `${WHOLE_ORG} Nothing of it is begun any more; calls under way end. Submissions and decisions go on, and what is approved waits.`,
      parameters: [typeParameter, IDEMPOTENCY_KEY],
      body: shown(reasonSchema, { reason: 'The loyalty API loses answers.' }, 'input'),
      answers: { 200: { description: 'The type as it stands.', body: shown(standingAnswerSchema, { data: paused }, 'output') } },
      problems: ['unknown-type', 'type-paused', 'key-reused'],
    },
    {
      method: 'post',
      path: `${PATH}/{type}/resume`,
      tag: TAG,
      summary: 'Go on executing a request type',
      description: `${WHOLE_ORG} What waited is executed, the oldest first. The body may be left out.`,
      parameters: [typeParameter, IDEMPOTENCY_KEY],
      body: shown(optionalReasonSchema, { reason: 'It answers again.' }, 'input'),
      answers: { 200: { description: 'The type as it stands.', body: shown(standingAnswerSchema, { data: running(first) }, 'output') } },
      problems: ['unknown-type', 'wrong-state', 'key-reused'],
    },
  ];
};

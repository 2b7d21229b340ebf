import { PUBLIC_STATES } from '@countersign/engine';
import { z } from 'zod';
import { type DescribeRoutes, shown } from '../../platform/openapi/route-description';
import { person, time } from '../../platform/openapi/shared-schemas';
import { REQUESTS_PATH, REQUESTS_TAG, requestIdParameter } from '../../views/requests/describe-requests';
import { ATTEMPT_OUTCOMES, HISTORY_KINDS } from './history-view';

const state = z.enum(PUBLIC_STATES as [(typeof PUBLIC_STATES)[number]]);

export const historySchema = z.strictObject({
  data: z.strictObject({
    transitions: z.array(
      z.strictObject({
        at: time,
        from: state.optional(),
        to: state,
        by: person.optional(),
        kind: z
          .enum(HISTORY_KINDS)
          .describe(
            'approval: one of several, after which it still waits. approval-revoked: such a one counts no more, because whoever gave it was revoked.',
          ),
        comment: z.string().optional(),
      }),
    ),
    attempts: z
      .array(
        z.strictObject({
          n: z.int(),
          startedAt: time,
          endedAt: time.optional().describe('Absent: under way.'),
          outcome: z.enum(ATTEMPT_OUTCOMES).optional(),
          code: z.string().optional().describe('Of the loyalty API.'),
          status: z.int().optional(),
          late: z.boolean().optional().describe('Its worker had been given up by then: it changed nothing.'),
        }),
      )
      .describe('Calls of the loyalty API. What came of each is not told to the maker of a request that has not ended.'),
    deliveries: z.array(
      z.strictObject({
        eventName: z.string(),
        eventId: z.string(),
        requestState: state,
        webHook: z.strictObject({ id: z.string(), name: z.string() }),
        state: z.enum(['due', 'delivered', 'exhausted', 'dropped']),
        attempts: z.int(),
        nextAttemptAt: time.optional(),
        lastStatus: z.int().optional(),
        deliveredAt: time.optional(),
      }),
    ),
  }),
});

const EXAMPLE = {
  transitions: [
    { at: '2026-11-22T11:12:25.123Z', to: 'AdminTask' as const, by: { id: 1001, name: 'maker.one' }, kind: 'submitted' as const },
    {
      at: '2026-11-22T11:14:02.001Z',
      from: 'AdminTask' as const,
      to: 'IntouchAPITask' as const,
      by: { id: 2001, name: 'checker.one' },
      kind: 'approved' as const,
      comment: 'Agreed with the store.',
    },
    { at: '2026-11-22T11:14:02.401Z', from: 'IntouchAPITask' as const, to: 'approved' as const, kind: 'executed' as const },
  ],
  attempts: [
    { n: 1, startedAt: '2026-11-22T11:14:02.101Z', endedAt: '2026-11-22T11:14:02.391Z', outcome: 'executed' as const, status: 200 },
  ],
  deliveries: [
    {
      eventName: 'requestWorkflowEvent',
      eventId: '0199d3a4-5b6c-7d8e-9f01-23456789abce',
      requestState: 'AdminTask' as const,
      webHook: { id: '0199d3a4-5b6c-7d8e-9f01-23456789abcf', name: 'crm' },
      state: 'delivered' as const,
      attempts: 1,
      lastStatus: 200,
      deliveredAt: '2026-11-22T11:12:26.000Z',
    },
  ],
};

export const describeHistoryRoutes: DescribeRoutes = () => [
  {
    method: 'get',
    path: `${REQUESTS_PATH}/requests/{requestId}/history`,
    tag: REQUESTS_TAG,
    summary: 'Read what happened to a request',
    description: 'The oldest first; at most 200 of each, the newest.',
    parameters: [requestIdParameter],
    answers: { 200: { description: 'Its history.', body: shown(historySchema, { data: EXAMPLE }, 'output') } },
    problems: ['unknown-request'],
  },
];

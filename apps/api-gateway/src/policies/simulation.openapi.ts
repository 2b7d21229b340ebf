import { REFUSAL_REASONS } from '@countersign/engine';
import { z } from 'zod';
import { type RouteDescription, shown } from '../platform/openapi/route-description';
import { typeParameter } from '../views/requests/describe-requests';
import { simulationSchema } from './simulation-body';

type Types = Parameters<typeof typeParameter>[0];

const tally = z.strictObject({
  autoApproved: z.int(),
  toCheckers: z.int(),
  refused: z.int(),
  refusedFor: z.partialRecord(z.enum(REFUSAL_REASONS), z.int()).describe('The refused ones by reason.'),
  checkerDecisions: z.int().describe('How many approvals of checkers they take.'),
  points: z.strictObject({ autoApproved: z.number(), toCheckers: z.number(), refused: z.number() }).describe('The amounts, added up.'),
});

const verdict = z.strictObject({
  verdict: z.enum(['auto', 'checker', 'refused']),
  band: z.int().optional(),
  quorum: z.int().optional(),
  grants: z.array(z.string()).optional().describe('The grant that each approval takes, in order.'),
  reason: z.enum(REFUSAL_REASONS).optional(),
});

const comparison = { recorded: tally, draft: tally };

/** What a draft would have made of the past, as the API answers it. */
export const simulationAnswerSchema = z.strictObject({
  data: z.strictObject({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    submissions: z.int().describe('How many requests and refusals were judged anew.'),
    truncated: z.boolean().describe('There were too many in these days: the oldest are left out.'),
    ...comparison,
    byDay: z
      .array(z.strictObject({ day: z.iso.date(), ...comparison }))
      .describe('Ascending; days (UTC) without submissions are left out.'),
    flipped: z.int().describe('How many the draft judges otherwise than they were judged.'),
    flips: z.array(
      z.strictObject({
        requestId: z.guid().optional().describe('For who may read all requests of the org.'),
        refusalId: z.guid().optional().describe('Instead of a requestId: it was refused, so there is no request.'),
        at: z.iso.datetime(),
        amount: z.number().optional(),
        policyVersion: z.int().describe('The version that judged it.'),
        from: verdict,
        to: verdict,
      }),
    ),
    notReproduced: z
      .array(z.guid())
      .describe(
        'Whose recorded verdict their own policy version does not give again. There should be none; if there are, something is wrong.',
      ),
  }),
});

const BEFORE = {
  autoApproved: 40,
  toCheckers: 60,
  refused: 2,
  refusedFor: { 'maker-cap': 2 },
  checkerDecisions: 60,
  points: { autoApproved: 2000, toCheckers: 48_000, refused: 900 },
};
const AFTER = {
  ...BEFORE,
  autoApproved: 39,
  toCheckers: 61,
  checkerDecisions: 66,
  points: { autoApproved: 1950, toCheckers: 48_050, refused: 900 },
};
const SETTINGS = {
  autoApproval: { mode: 'up-to' as const, amount: 100 },
  bands: [{ levels: [{ grant: 'CanCheckRequest' as const, checkers: 2 }] }],
};

export function describeSimulation(types: Types): RouteDescription {
  return {
    method: 'post',
    path: '/policies/{type}/simulate',
    tag: 'Policies',
    summary: 'Judge the past by a draft policy',
    description:
      'Needs CanConfigureWorkflows. Reads what was asked for in the last days, what was refused included, and says what the draft would have made of it. Changes nothing.',
    parameters: [typeParameter(types)],
    body: shown(simulationSchema, { policy: SETTINGS, days: 31, limit: 100 }, 'input'),
    answers: {
      200: {
        description: 'The recorded verdicts beside those of the draft.',
        body: shown(
          simulationAnswerSchema,
          {
            data: {
              from: '2026-10-23T00:00:00.000Z',
              to: '2026-11-22T11:12:25.123Z',
              submissions: 102,
              truncated: false,
              recorded: BEFORE,
              draft: AFTER,
              byDay: [{ day: '2026-11-22', recorded: BEFORE, draft: AFTER }],
              flipped: 1,
              flips: [
                {
                  requestId: '0199d3a4-5b6c-7d8e-9f01-23456789abcd',
                  at: '2026-11-22T11:12:25.123Z',
                  amount: 50,
                  policyVersion: 1,
                  from: { verdict: 'auto' as const },
                  to: { verdict: 'checker' as const, band: 1, quorum: 2, grants: ['CanCheckRequest', 'CanCheckRequest'] },
                },
              ],
              notReproduced: [],
            },
          },
          'output',
        ),
      },
    },
    problems: ['unknown-type'],
  };
}

import { ENTITY_LEVELS, type RequestType } from '@countersign/contract';
import { REFUSAL_REASONS } from '@countersign/engine';
import { z } from 'zod';
import { type DescribeRoutes, shown } from '../../platform/openapi/route-description';
import { person } from '../../platform/openapi/shared-schemas';
import { REQUESTS_TAG, typeParameter } from '../../views/requests/describe-requests';
import { exampleSubmission, exampleSummary } from '../../views/requests/request.example';
import { checksSchema } from '../checks/checks-body';
import { duplicateSchema } from '../duplicates/duplicates.openapi';
import { requestTypeView } from './request-type-view';

const PATH = '/v3/requestTypes';
const jsonSchemaValue = z.record(z.string(), z.unknown()).describe('JSON Schema.');

const requestTypeSchema = z.strictObject({
  type: z.string(),
  name: z.string().describe('As answers and the paths of policies and operations spell it.'),
  title: z.string(),
  hasAmount: z.boolean(),
  pointsFlow: z.enum(['granted', 'redeemed']).optional().describe('Which way its points go; absent: it moves none.'),
  route: z.strictObject({ method: z.string(), path: z.string() }).describe('What is called when it is approved.'),
  payloadSchema: jsonSchemaValue.describe('JSON Schema of { queryParams, body }.'),
  example: z.unknown().describe('A payload that satisfies it.'),
  configSchema: jsonSchemaValue.optional().describe('JSON Schema of the type’s own policy settings; absent: it has none.'),
  entityInfoSchema: jsonSchemaValue,
  entityFields: z
    .record(z.string(), z.enum(ENTITY_LEVELS))
    .describe(
      'Fields of the payload that name a place (JSON pointers, * for each element of a list): entityInfo must hold the same id there.',
    ),
  paused: z.strictObject({ since: z.iso.datetime(), by: person, reason: z.string() }).optional().describe('Nothing of it is executed now.'),
});

export const requestTypesSchema = z.strictObject({ data: z.array(requestTypeSchema) });

const summary = z.strictObject({
  customer: z.string(),
  reference: z.string().optional(),
  amount: z.number().optional(),
  line: z.string(),
});
const message = z.strictObject({ message: z.string(), reference: z.string().nullable() });
const error = message.extend({ code: z.int() });
const verdict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('auto') }),
  z.strictObject({
    kind: z.literal('checker'),
    band: z.int().optional(),
    quorum: z.int(),
    levels: z.array(z.strictObject({ grant: z.string(), checkers: z.int() })),
  }),
]);
const refusal = z.strictObject({ kind: z.literal('refused'), reason: z.enum(REFUSAL_REASONS) });

const openKey = z
  .string()
  .optional()
  .describe('At most one request with the same one may be open. Absent where the type sets no such limit.');
const content = z.strictObject({
  sameContent: z.boolean().describe('False: it has the same reference or key, and asks for something else.'),
  amount: z.number().optional(),
});

const foresightSchema = z.union([
  z.strictObject({
    ok: z.literal(true),
    summary,
    verdict,
    identity: z
      .string()
      .describe(
        'Equal for equal submissions, until one of them is stored. Fit for Idempotency-Key: who checks and submits again doubles nothing.',
      ),
    openKey,
    duplicates: z
      .array(duplicateSchema.extend(content.partial().shape))
      .describe('Requests that asked for the same and took effect, or may still do so. The newest five.'),
    warnings: z.array(message).describe('What stands in no one’s way, duplicates among it; reference is the id of the request meant.'),
  }),
  z.strictObject({
    ok: z.literal(false),
    errors: z.array(error).describe('As the submission would be answered.'),
    summary: summary.optional().describe('Where the policy refuses it, or an open request stands in its way.'),
    openKey,
    open: content
      .optional()
      .describe(
        'What the open request asks for that stands in its way (9028). Absent where the caller may not read it, or it is of the same call.',
      ),
    verdict: refusal.optional().describe('Only where the policy refuses it.'),
  }),
]);

export const checkAnswerSchema = z.strictObject({
  data: z.strictObject({ results: z.array(foresightSchema).describe('One for each submission, in their order.') }),
});

export const describeRequestTypeListRoutes: DescribeRoutes = (types) => [
  {
    method: 'get',
    path: PATH,
    tag: REQUESTS_TAG,
    summary: 'List the request types',
    description: 'With all that a form needs.',
    answers: {
      200: {
        description: 'Every type.',
        body: shown(requestTypesSchema, { data: types.map((type) => requestTypeView(type, undefined)) }, 'output'),
      },
    },
    problems: [],
  },
  {
    method: 'post',
    path: `${PATH}/{type}/check`,
    tag: REQUESTS_TAG,
    summary: 'See what submissions would come to',
    description:
      'Needs CanMakeRequest. Judges up to 100 submissions as the submission itself would do it now, each counting for those after it, and ' +
      'tells which requests asked for the same before. ' +
      'Stores nothing. Takes bodies of up to 1,048,576 bytes.',
    parameters: [typeParameter(types)],
    body: shown(checksSchema, { requests: types.slice(0, 1).map(exampleSubmission) }, 'input'),
    answers: {
      200: {
        description: 'What each would come to.',
        body: shown(checkAnswerSchema, { data: { results: types.slice(0, 1).map(exampleOf) } }, 'output'),
      },
    },
    problems: ['unknown-type', 'invalid-payload'],
  },
];

function exampleOf(type: RequestType) {
  const levels = [{ grant: 'CanCheckRequest', checkers: 1 }];
  return {
    ok: true as const,
    summary: exampleSummary(type),
    verdict: { kind: 'checker' as const, quorum: 1, levels },
    identity: '5d41402abc4b2a76b9719d911017c592',
    duplicates: [],
    warnings: [],
  };
}

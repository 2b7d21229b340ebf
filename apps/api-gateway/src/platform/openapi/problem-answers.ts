import { type AnsweredKind, PROBLEM_CATALOGUE } from '../http/problem-catalogue';
import type { JsonSchema } from './route-description';

const EVERY_ROUTE: readonly AnsweredKind[] = ['internal', 'unavailable'];
const EVERY_LIMITED_ROUTE: readonly AnsweredKind[] = ['rate-limited'];
const EVERY_CLOSED_ROUTE: readonly AnsweredKind[] = ['not-authenticated', 'org-missing', 'no-permission'];
/** Also where no body is wanted: one that is sent is looked at all the same, and so are the headers of a write. */
const EVERY_WRITE: readonly AnsweredKind[] = ['invalid-payload', 'body-too-large', 'media-type'];

export const ERROR_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    data: { type: 'null' },
    errors: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: {
          code: { type: 'integer', enum: [...new Set(Object.values(PROBLEM_CATALOGUE).map(({ code }) => code))] },
          message: { type: 'string', description: 'A sentence that names the field and never holds its value.' },
          reference: {
            type: ['string', 'null'],
            description: 'JSON pointer into the body, name of a header or query parameter, or an id.',
          },
        },
        required: ['code', 'message', 'reference'],
        additionalProperties: false,
      },
    },
    warnings: { type: 'null' },
  },
  required: ['data', 'errors', 'warnings'],
  additionalProperties: false,
};

interface Route {
  readonly method: string;
  readonly problems: readonly AnsweredKind[];
  readonly isPublic?: boolean;
  readonly isUnlimited?: boolean;
}

/** Statuses after which the same call may succeed. */
const PASSING: readonly number[] = [429, 503];

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds after which to repeat the call.', schema: { type: 'integer', minimum: 1 } },
};

/** The error answers of a route, one per HTTP status, with the codes that it can have. */
export function problemAnswers({ method, problems, isPublic = false, isUnlimited = false }: Route): Record<string, unknown> {
  const kinds = new Set([
    ...(isPublic ? [] : EVERY_CLOSED_ROUTE),
    ...(method === 'get' ? [] : EVERY_WRITE),
    ...problems,
    ...(isUnlimited ? [] : EVERY_LIMITED_ROUTE),
    ...EVERY_ROUTE,
  ]);
  const byStatus = new Map<number, AnsweredKind[]>();
  for (const kind of kinds) {
    const { status } = PROBLEM_CATALOGUE[kind];
    byStatus.set(status, [...(byStatus.get(status) ?? []), kind]);
  }
  return Object.fromEntries(
    [...byStatus].toSorted(([one], [other]) => one - other).map(([status, of]) => [status, problemAnswer(status, of)]),
  );
}

function problemAnswer(status: number, kinds: readonly AnsweredKind[]) {
  const examples = kinds.map((kind) => {
    const { code, title } = PROBLEM_CATALOGUE[kind];
    return [kind, { value: { data: null, errors: [{ code, message: `${title}.`, reference: null }], warnings: null } }];
  });
  return {
    description: kinds.map((kind) => `${PROBLEM_CATALOGUE[kind].code}: ${PROBLEM_CATALOGUE[kind].title}`).join('. '),
    ...(PASSING.includes(status) && { headers: RETRY_AFTER }),
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Error' }, examples: Object.fromEntries(examples) as object },
    },
  };
}

import { madeId, type RequestType } from '@countersign/contract';
import { judgedOutcome } from './answer-checks';
import { type ConformanceCheck, validPayload, withoutThrowing } from './conformance-check';
import type { DocumentedAnswer, RequestTypeFixtures } from './fixtures';
import { isJsonObject, jsonPlaces, otherValue, withValueAt } from './json-places';

const EVERY_2XX = [200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 299];
const FAILURES: Readonly<Record<string, unknown>> = {
  success: false,
  Success: 'false',
  status: 'FAILED',
  errors: [{ code: 1 }],
  error: { code: 1, message: 'No' },
  errorCode: 1040,
  failed: true,
};
const NO_IDS = [-1, 0, '-1', '0', '', ' ', null, 'null', '-1.0', '000000000000000000000000', {}, []];
/** Names such as `createdId`, `redemption_id`, `earnedBadgeId`. */
const LIKE_A_MADE_ID = /^(?:created|issued|earned|granted|awarded|redemption|reversal|transaction)\w*id$/i;

export const CONTRADICTION_CHECKS: readonly ConformanceCheck[] = [
  { name: 'takes nothing for executed in which something says that it failed', problems: executedFailures },
  { name: 'takes nothing for executed with a 2xx that is not documented', problems: executedWithAnyStatus },
  { name: 'takes nothing for executed that names nothing that was made', problems: executedWithoutIds },
  { name: 'takes nothing for executed that speaks of something else than was asked for', problems: executedForOthers },
];

interface Variant {
  readonly what: string;
  readonly answer: Pick<DocumentedAnswer, 'status' | 'body' | 'to'>;
  readonly headers?: Readonly<Record<string, string>>;
}

function executedFailures(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return fullSuccesses(fixtures).flatMap((answer) => [
    ...executed(definition, fixtures, { what: `"${answer.name}" with the header fail: 1`, answer, headers: { fail: '1' } }),
    ...placesOf(answer)
      .filter(({ value }) => isJsonObject(value))
      .flatMap(({ pointer }) =>
        Object.entries(FAILURES).flatMap(([name, value]) =>
          executed(definition, fixtures, {
            what: `"${answer.name}" with ${JSON.stringify({ [name]: value })} at ${pointer}/${name}`,
            answer: { ...answer, body: withValueAt(answer.body, `${pointer}/${name}`, value) },
          }),
        ),
      ),
  ]);
}

function executedWithAnyStatus(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  const documented = new Set(fullSuccesses(fixtures).map(({ status }) => status));
  return fullSuccesses(fixtures).flatMap((answer) =>
    EVERY_2XX.filter((status) => !documented.has(status)).flatMap((status) =>
      executed(definition, fixtures, { what: `"${answer.name}" with HTTP ${status}`, answer: { ...answer, status } }),
    ),
  );
}

function executedWithoutIds(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  const { madeIds = [] } = definition.success ?? {};
  const places = fullSuccesses(fixtures).flatMap((answer) => placesOf(answer).map((place) => ({ ...place, answer })));
  const likely = places.filter(({ name }) => LIKE_A_MADE_ID.test(name) && !madeIds.includes(name));
  const undeclared = new Set(likely.map(({ name }) => name));
  for (const { name, value } of likely) if (!madeId.safeParse(value).success) undeclared.delete(name);
  return [
    ...[...undeclared].map((name) => `${name} looks like the id of what was made: declare it in success.madeIds`),
    ...madeIds
      .filter((id) => !places.some(({ name }) => name === id))
      .map((id) => `${id} is said to hold the id of what was made, and no documented success has it`),
    ...places
      .filter(({ name }) => madeIds.includes(name))
      .flatMap(({ pointer, answer }) =>
        NO_IDS.flatMap((none) =>
          executed(definition, fixtures, {
            what: `"${answer.name}" with ${JSON.stringify(none)} at ${pointer}`,
            answer: { ...answer, body: withValueAt(answer.body, pointer, none) },
          }),
        ),
      ),
  ];
}

function executedForOthers(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return fullSuccesses(fixtures).flatMap((answer) => {
    const echoed = Object.keys(definition.success?.echoes?.(validPayload(fixtures, answer.to).payload) ?? {});
    return placesOf(answer)
      .filter(({ name, value }) => echoed.includes(name) && (typeof value === 'number' || (typeof value === 'string' && value !== '')))
      .flatMap(({ pointer, value }) =>
        executed(definition, fixtures, {
          what: `"${answer.name}" with another value at ${pointer}`,
          answer: { ...answer, body: withValueAt(answer.body, pointer, otherValue(value)) },
        }),
      );
  });
}

function executed(definition: RequestType, fixtures: RequestTypeFixtures, { what, answer, headers }: Variant): string[] {
  return withoutThrowing(what, () =>
    judgedOutcome(definition, fixtures, answer, headers).kind === 'executed' ? [`${what} is taken for executed`] : [],
  );
}

/** Those that were done in part say of a part that it failed. */
function fullSuccesses(fixtures: RequestTypeFixtures): DocumentedAnswer[] {
  return fixtures.answers.filter(({ outcome }) => outcome.kind === 'executed' && !outcome.partial);
}

/** But for warnings, which may say what they like. */
function placesOf({ body }: DocumentedAnswer) {
  return jsonPlaces(body)
    .filter(({ pointer }) => !pointer.includes('/warnings'))
    .map((place) => ({ ...place, name: place.pointer.split('/').at(-1) ?? '' }));
}

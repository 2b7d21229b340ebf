import { type ExecutionOutcome, type InterpretContext, judgeResponse, type RequestType } from '@countersign/contract';
import { type ConformanceCheck, validPayload, validPayloads, withoutThrowing } from './conformance-check';
import type { DocumentedAnswer, RequestTypeFixtures } from './fixtures';
import { outcomeProblems, unexpectedOutcome } from './outcome-problems';
import { jsonCopy, jsonPlaces, withValueAt } from './json-places';

const SUCCESSES = [200, 201, 202, 204];
const NO_SUCCESSES = [302, 400, 401, 403, 404, 409, 422];
const UNDOCUMENTED_BODIES = [
  null,
  {},
  [],
  'text',
  '',
  42,
  true,
  { data: null },
  { data: {} },
  { data: null, errors: null, warnings: null },
  { errors: [] },
  { errors: [{}] },
  { response: {} },
  { status: 'ok' },
  { success: true },
];
const DAMAGED_VALUES = [undefined, null, 'x', 7, [], {}];

export const ANSWER_CHECKS: readonly ConformanceCheck[] = [
  { name: 'judges each documented answer as stated', problems: misjudgedAnswers },
  { name: 'leaves every undocumented answer in doubt', problems: misjudgedNonsense },
  { name: 'never takes an answer without a 2xx status for executed', problems: executedWithoutSuccess },
  { name: 'judges a damaged answer without throwing', problems: brokenByDamage },
  { name: 'reads a code alike as number and as text', problems: misreadCodes },
];

function misjudgedAnswers(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  const isSuccessStated = fixtures.answers.some(({ outcome }) => outcome.kind === 'executed');
  const problems = fixtures.answers.flatMap((answer) =>
    withoutThrowing(`the answer "${answer.name}"`, () => {
      const judged = judgedOutcome(definition, fixtures, answer);
      return [...outcomeProblems(judged), ...unexpectedOutcome(judged, answer.outcome)].map(
        (problem) => `the answer "${answer.name}" ${problem}`,
      );
    }),
  );
  return isSuccessStated ? problems : [...problems, 'the fixtures document no answer that means executed'];
}

function misjudgedNonsense(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return validPayloads(fixtures).flatMap(({ name: to }) =>
    [...SUCCESSES, ...NO_SUCCESSES].flatMap((status) =>
      UNDOCUMENTED_BODIES.flatMap((body) => {
        const what = `HTTP ${status} with ${JSON.stringify(body)}`;
        return withoutThrowing(what, () => {
          const { kind } = judgedOutcome(definition, fixtures, { status, body, to });
          return kind === 'in-doubt' ? [] : [`${what} is taken for ${kind}`];
        });
      }),
    ),
  );
}

function executedWithoutSuccess(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return executedAnswers(fixtures).flatMap((answer) =>
    NO_SUCCESSES.flatMap((status) =>
      withoutThrowing(`the answer "${answer.name}" with HTTP ${status}`, () => {
        // By the type alone, although core looks at the status as well.
        const { kind } = definition.interpretResponse({ status, headers: {}, body: jsonCopy(answer.body) }, contextOf(fixtures, answer.to));
        return kind === 'executed' ? [`the answer "${answer.name}" with HTTP ${status} is taken for executed`] : [];
      }),
    ),
  );
}

function brokenByDamage(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return fixtures.answers.flatMap((answer) =>
    jsonPlaces(answer.body)
      .filter(({ pointer }) => pointer !== '')
      .flatMap(({ pointer }) =>
        DAMAGED_VALUES.flatMap((value) => {
          const what = `the answer "${answer.name}" damaged at ${pointer}`;
          return withoutThrowing(what, () =>
            outcomeProblems(judgedOutcome(definition, fixtures, { ...answer, body: withValueAt(answer.body, pointer, value) })).map(
              (problem) => `${what} ${problem}`,
            ),
          );
        }),
      ),
  );
}

function misreadCodes(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  return fixtures.answers.flatMap((answer) =>
    withoutThrowing(`the answer "${answer.name}" with its codes spelled otherwise`, () =>
      unexpectedOutcome(judgedOutcome(definition, fixtures, { ...answer, body: respelled(answer.body) }), answer.outcome).map(
        (problem) => `the answer "${answer.name}" ${problem} once its codes are spelled otherwise`,
      ),
    ),
  );
}

/** Every `code` as text where it was a number, and the other way round. */
function respelled(body: unknown): unknown {
  return jsonPlaces(body)
    .filter(({ pointer }) => pointer.endsWith('/code'))
    .reduce((document, { pointer, value }) => withValueAt(document, pointer, otherSpelling(value)), jsonCopy(body));
}

function otherSpelling(code: unknown): unknown {
  if (typeof code === 'number') return `${code}.0`;
  return typeof code === 'string' && /^\d+$/.test(code) ? Number(code) : code;
}

function executedAnswers(fixtures: RequestTypeFixtures): DocumentedAnswer[] {
  return fixtures.answers.filter(({ outcome }) => outcome.kind === 'executed');
}

/** What an answer comes to, as core judges it. */
export function judgedOutcome(
  definition: RequestType,
  fixtures: RequestTypeFixtures,
  { status, body, to }: Pick<DocumentedAnswer, 'status' | 'body' | 'to'>,
  headers: Readonly<Record<string, string>> = {},
): ExecutionOutcome {
  return judgeResponse(definition, { status, headers, body: jsonCopy(body) }, contextOf(fixtures, to));
}

function contextOf(fixtures: RequestTypeFixtures, to?: string): InterpretContext<unknown> {
  return { payload: validPayload(fixtures, to).payload };
}

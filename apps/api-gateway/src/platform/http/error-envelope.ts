import type { Problem } from '@countersign/contract';
import { type AnsweredKind, PROBLEM_CATALOGUE } from './problem-catalogue';

export interface AnsweredProblem extends Omit<Problem, 'kind'> {
  readonly kind: AnsweredKind;
}

/** The body of every answer that is an error: one entry per problem. */
export function errorEnvelope(problems: readonly AnsweredProblem[]): string {
  return JSON.stringify({ data: null, errors: problems.map(errorOf), warnings: null });
}

/** One problem as callers see it. */
export function errorOf({ kind, message, reference }: AnsweredProblem) {
  return { code: PROBLEM_CATALOGUE[kind].code, message, reference: reference ?? null };
}

/** Problems of one call share their kind of status; the first one decides. */
export function statusOf([first]: readonly [AnsweredProblem, ...AnsweredProblem[]]): number {
  return PROBLEM_CATALOGUE[first.kind].status;
}

import { namesRequest } from '@countersign/engine';
import type { AnsweredProblem } from '../http/error-envelope';

/** The requests that these problems name: who is told one learns that it is there. */
export function toldRequests(problems: readonly AnsweredProblem[]): readonly string[] {
  return problems.filter(namesRequest).map(({ reference }) => reference);
}

import type { FastifyReply } from 'fastify';
import { JSON_TYPE } from './answer-json';
import { type AnsweredProblem, errorEnvelope, statusOf } from './error-envelope';

export interface Refusal {
  readonly problems: readonly [AnsweredProblem, ...AnsweredProblem[]];
  readonly retryAfterSeconds?: number | undefined;
}

const LONGEST_PAUSE_SECONDS = 3;

/** Answers an error. Whoever finds the service unavailable is told 1, 2 or 3 seconds by chance: all at once would find it so again. */
export function answerProblems(reply: FastifyReply, { problems, retryAfterSeconds }: Refusal): void {
  const status = statusOf(problems);
  const retryAfter = status === 503 ? 1 + Math.floor(Math.random() * LONGEST_PAUSE_SECONDS) : retryAfterSeconds;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  reply.code(status).header('content-type', JSON_TYPE).send(errorEnvelope(problems));
}

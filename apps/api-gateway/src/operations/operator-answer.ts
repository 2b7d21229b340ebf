import type { Done } from '@countersign/engine';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../platform/http/answer-json';

/**
 * Answers what an operator did. No answer is kept: who repeats a call by key is told that nothing was done now, and how things stand.
 */
export async function answerOperator<Result>(
  reply: FastifyReply,
  { result, repeated }: Done<Result>,
  render: (result: Result) => object | Promise<object>,
): Promise<void> {
  if (repeated) reply.header('idempotent-replayed', 'true');
  answerJson(reply, { data: await render(result) });
}

import { type Done, OPERATOR_JOURNAL, type OperatorJournal } from '@countersign/engine';
import { writeJson } from '@countersign/json-text';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { JSON_TYPE } from '../http/answer-json';
import type { Call } from '../http/call-context';

/**
 * Answers what an operator did. The answer to a call with a key is kept before it is sent, so that every later call with that key gets
 * the same; a call that was never answered is answered by how things stand.
 */
@Injectable()
export class OperatorAnswers {
  constructor(@Inject(OPERATOR_JOURNAL) private readonly journal: OperatorJournal) {}

  async send<Result>(
    reply: FastifyReply,
    { actor, orgId, idempotencyKey }: Call,
    { result, repeated, answer }: Done<Result>,
    render: (result: Result) => unknown,
  ): Promise<void> {
    if (repeated) reply.header('idempotent-replayed', 'true');
    let text = answer ?? writeJson({ data: render(result) });
    if (answer === undefined && idempotencyKey !== undefined)
      text = await this.journal.keepAnswer(orgId, actor.userId, idempotencyKey, text);
    reply.code(200).header('content-type', JSON_TYPE).send(text);
  }
}

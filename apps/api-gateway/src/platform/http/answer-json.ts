import { writeJson } from '@countersign/json-text';
import type { FastifyReply } from 'fastify';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** Sends `value` as JSON text; texts that came in go out byte for byte. */
export function answerJson(reply: FastifyReply, value: unknown, status = 200): FastifyReply {
  return reply.code(status).header('content-type', JSON_TYPE).send(writeJson(value));
}

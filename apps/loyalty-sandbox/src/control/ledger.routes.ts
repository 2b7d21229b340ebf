import { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Sandbox } from '../sandbox/sandbox';
import { readInput } from './control-errors';

const sinceSchema = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a number')
  .transform(Number)
  .default(0);
const ledgerQuerySchema = z.strictObject({ since: sinceSchema, idempotencyKey: z.string().optional(), call: z.string().optional() });
const callsQuerySchema = z.strictObject({ since: sinceSchema, idempotencyKey: z.string().optional() });

export function serveLedger(server: FastifyInstance, sandbox: Sandbox): void {
  server.get('/sandbox/ledger', async (request) => {
    const { since, idempotencyKey, call } = readInput(ledgerQuerySchema, request.query);
    const entries = sandbox.ledger
      .entriesSince(since)
      .filter((entry) => idempotencyKey === undefined || entry.idempotencyKey === idempotencyKey)
      .filter((entry) => call === undefined || entry.call === call);
    return { entries, lastSeq: sandbox.ledger.nextSeq - 1 };
  });

  server.get('/sandbox/calls', async (request) => {
    const { since, idempotencyKey } = readInput(callsQuerySchema, request.query);
    const calls = sandbox.receivedCalls
      .since(since)
      .filter((call) => idempotencyKey === undefined || call.idempotencyKey === idempotencyKey);
    return { calls };
  });
}

import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Exchange } from '../faults/exchange';
import { misbehave } from '../faults/misbehave';
import { type LoyaltyCall } from '../protocol/loyalty-call';
import { UNDOCUMENTED } from '../protocol/refusal-codes';
import { type ReceivedCall } from '../sandbox/received-calls';
import { type Sandbox } from '../sandbox/sandbox';
import { type Effect } from '../state/ledger-entry';
import { awardGoodwillPoints } from './award-goodwill-points';
import { CallRun } from './call-run';
import { changeCustomerStatus } from './change-customer-status';
import { earnBadge } from './earn-badge';
import { issueBadge } from './issue-badge';
import { redeemPoints } from './redeem-points';
import { v2Refusal } from './v2-answers';

declare module 'fastify' {
  interface FastifyRequest {
    received: ReceivedCall | null;
  }
}

/** The five loyalty calls, all through one pipeline: record → authorise → read → fault → perform → answer. */
export async function serveCalls(server: FastifyInstance, sandbox: Sandbox): Promise<void> {
  server.decorateRequest('received', null);
  server.addHook('onRequest', async (request, reply) => {
    reply.header('X-CAP-REQUEST-ID', request.id).header('uri_path', pathOf(request));
    request.received = record(sandbox, request, reply);
    const expected = sandbox.config.authorization;
    if (expected !== undefined && request.headers.authorization !== expected) {
      return reply.code(401).send({ errors: [{ code: 401, message: 'Invalid credentials' }], warnings: [] });
    }
    return undefined;
  });

  const serve = <Input, Checked, Own extends Effect>(call: LoyaltyCall<Input, Checked, Own>): void => {
    server.route({ method: call.method, url: call.path, handler: (request, reply) => serveCall(sandbox, call, request, reply) });
  };
  serve(redeemPoints);
  serve(changeCustomerStatus);
  serve(awardGoodwillPoints);
  serve(earnBadge);
  serve(issueBadge);
}

async function serveCall<Input, Checked, Own extends Effect>(
  sandbox: Sandbox,
  call: LoyaltyCall<Input, Checked, Own>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const exchange = new Exchange(reply, sandbox.pauses);
  const orgId = readOrgId(request);
  if (orgId === undefined) {
    exchange.answer(v2Refusal(UNDOCUMENTED, 'X-CAP-API-AUTH-ORG-ID must be a number'));
    return reply;
  }
  reply.header('org_id', String(orgId));
  const idempotencyKey = headerOf(request, 'idempotency-key');
  const callRequest = { query: request.query as Record<string, unknown>, body: request.body };
  const run = new CallRun(sandbox, call, callRequest, { orgId, idempotencyKey });
  const rule = sandbox.faults.take({ ...run.target, path: pathOf(request) });
  const reference = run.target.subject.reference ?? null;
  if (request.received !== null) Object.assign(request.received, { orgId, call: call.name, reference, fault: rule?.fault ?? null });
  if (rule === undefined) exchange.answer(await run.perform());
  else await misbehave(rule, exchange, run);
  return reply;
}

function record(sandbox: Sandbox, request: FastifyRequest, reply: FastifyReply): ReceivedCall {
  const received = sandbox.receivedCalls.open(request.method, pathOf(request), headerOf(request, 'idempotency-key'));
  reply.raw.once('finish', () => {
    received.status = reply.raw.statusCode;
  });
  return received;
}

function readOrgId(request: FastifyRequest): number | undefined {
  const header = headerOf(request, 'x-cap-api-auth-org-id') ?? '0';
  return /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerProblems } from '../http/answer-problems';
import { CallInProgress } from './call-in-progress';
import type { LoadShedder, ShedReason, ShedUrgency } from './load-shedder';
import { urgencyOf } from './urgency';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the body has arrived, and on routes that always answer. */
    progress: CallInProgress | null;
  }
}

export interface CallWatch {
  readonly shedder: LoadShedder;
  readonly onShed: (urgency: ShedUrgency, reason: ShedReason) => void;
  readonly onOverdue: (request: FastifyRequest) => void;
}

const TOO_BUSY = 'The gateway has too much to do right now; nothing was done. Repeat after the seconds in Retry-After.';
const OVERDUE = 'This took longer than it may, and a write may have been done. Repeat after the seconds in Retry-After, with the same key.';

/** Turns calls away before their body is read when there is too much to do, and lets no call go without an answer. */
export function watchCalls(server: FastifyInstance, watch: CallWatch): void {
  server.decorateRequest('progress', null);
  server.addHook('onRequest', (request, reply, done) => {
    if (!isShed(request, reply, watch)) done();
  });
  // Again when the body is there: many arrive whole together that were let in one by one.
  server.addHook('preHandler', (request, reply, done) => {
    if (isShed(request, reply, watch)) return;
    if (urgencyOf(request) !== 'always') request.progress = begin(request, reply, watch);
    done();
  });
}

function isShed(request: FastifyRequest, reply: FastifyReply, { shedder, onShed }: CallWatch): boolean {
  const urgency = urgencyOf(request);
  const reason = urgency === 'always' ? undefined : shedder.reasonToShed(urgency, bodyBytesOf(request));
  if (urgency === 'always' || reason === undefined) return false;
  onShed(urgency, reason);
  answerProblems(reply, { problems: [{ kind: 'unavailable', message: TOO_BUSY }] });
  return true;
}

/** As announced, and as arrived where nothing was: the body is text by then. */
function bodyBytesOf({ headers, body }: FastifyRequest): number {
  return Number(headers['content-length'] ?? (typeof body === 'string' ? body.length : 0)) || 0;
}

function begin(request: FastifyRequest, reply: FastifyReply, { shedder, onOverdue }: CallWatch): CallInProgress {
  const bodyBytes = bodyBytesOf(request);
  shedder.enter(bodyBytes);
  const progress = new CallInProgress(
    () => {
      if (reply.sent) return;
      onOverdue(request);
      answerProblems(reply, { problems: [{ kind: 'unavailable', message: OVERDUE }] });
    },
    () => {
      shedder.leave(bodyBytes);
    },
  );
  // Also when the caller has hung up.
  reply.raw.once('close', () => {
    progress.end();
  });
  return progress;
}

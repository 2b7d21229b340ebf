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
  onShed(urgency: ShedUrgency, reason: ShedReason): void;
  onOverdue(request: FastifyRequest): void;
}

const TOO_BUSY = 'The gateway has too much to do right now; nothing was done. Repeat after the seconds in Retry-After.';
const OVERDUE = 'This took longer than it may, and a write may have been done. Repeat after the seconds in Retry-After, with the same key.';

/** Turns calls away before their body is read when there is too much to do, and lets no call go without an answer. */
export function watchCalls(server: FastifyInstance, watch: CallWatch): void {
  const { shedder } = watch;
  server.decorateRequest('progress', null);
  server.addHook('onRequest', (request, reply, done) => {
    const urgency = urgencyOf(request);
    const reason = urgency === 'always' ? undefined : shedder.reasonToShed(urgency);
    if (urgency === 'always' || reason === undefined) {
      done();
      return;
    }
    watch.onShed(urgency, reason);
    answerProblems(reply, { problems: [{ kind: 'unavailable', message: TOO_BUSY }] });
  });
  server.addHook('preHandler', (request, reply, done) => {
    if (urgencyOf(request) !== 'always') request.progress = begin(request, reply, watch);
    done();
  });
}

function begin(request: FastifyRequest, reply: FastifyReply, { shedder, onOverdue }: CallWatch): CallInProgress {
  shedder.enter();
  const progress = new CallInProgress(
    () => {
      if (reply.sent) return;
      onOverdue(request);
      answerProblems(reply, { problems: [{ kind: 'unavailable', message: OVERDUE }] });
    },
    () => {
      shedder.leave();
    },
  );
  // Also when the caller has hung up.
  reply.raw.once('close', () => {
    progress.end();
  });
  return progress;
}

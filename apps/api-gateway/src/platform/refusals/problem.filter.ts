import { SECURITY_REFUSALS, type SecurityRefusals } from '@countersign/engine';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefusedSignIns } from '../auth/refused-sign-ins';
import { SignInRefused } from '../auth/sign-in-refused';
import { answerProblems, type Refusal } from '../http/answer-problems';
import { Refusals } from '../http/refusals';
import { NotedReads } from '../reads/noted-reads';
import { toldRequests } from '../reads/told-requests';
import { refusedCall, refusedClient } from './refused-call';

/** Whatever was thrown becomes the error envelope. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly refusals = new Refusals(new Logger(ProblemFilter.name));

  constructor(
    @Inject(SECURITY_REFUSALS) private readonly journal: SecurityRefusals,
    @Inject(RefusedSignIns) private readonly signIns: RefusedSignIns,
    @Inject(NotedReads) private readonly reads: NotedReads,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const request = http.getRequest<FastifyRequest>();
    const refusal = this.noted(this.refusals.of(error, request), request);
    const refused = refusedCall(request, refusal.problems);
    if (refused) this.journal.note(refused);
    if (error instanceof SignInRefused) this.noteSignIn(error, request);
    answerProblems(reply, refusal);
  }

  /** A refusal that names another request shows that it is there, like reading it. */
  private noted(refusal: Refusal, request: FastifyRequest): Refusal {
    try {
      this.reads.ofEach(request, toldRequests(refusal.problems));
      return refusal;
    } catch (error) {
      return this.refusals.of(error, request);
    }
  }

  private noteSignIn({ reason, client }: SignInRefused, request: FastifyRequest): void {
    this.signIns.note(reason);
    if (client) this.journal.note(refusedClient(request, client));
  }
}

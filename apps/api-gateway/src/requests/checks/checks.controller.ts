import { CheckSubmissions, FindDuplicates } from '@countersign/engine';
import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RevocationMayLag } from '../../platform/auth/auth.guard';
import { answerJson } from '../../platform/http/answer-json';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { TakesBodiesUpTo } from '../../platform/http/json-body';
import { NotedReads } from '../../platform/reads/noted-reads';
import { toldRequests } from '../../platform/reads/told-requests';
import { LARGEST_CHECK, readChecks } from './checks-body';
import { foresightView } from './foresight-view';
import { type Foreseen, foreseeAll } from './foresights';

/** What submissions would come to. Nothing is stored; it gives way to decisions like any write. */
@Controller('v3/requestTypes/:type/check')
export class ChecksController {
  constructor(
    @Inject(CheckSubmissions) private readonly checks: CheckSubmissions,
    @Inject(FindDuplicates) private readonly duplicates: FindDuplicates,
    @Inject(NotedReads) private readonly reads: NotedReads,
  ) {}

  @Post()
  @HttpCode(200)
  @RevocationMayLag()
  @TakesBodiesUpTo(LARGEST_CHECK)
  async check(
    @Res() reply: FastifyReply,
    @Param('type') type: string,
    @Body() body: string | undefined,
    @CurrentCall() { actor, orgId, traceId }: Call,
  ): Promise<void> {
    const foreseen = await foreseeAll(this.checks, this.duplicates, { actor, orgId, type, submissions: readChecks(body), traceId });
    this.note(reply.request, foreseen);
    answerJson(reply, { data: { results: foreseen.map(foresightView) } });
  }

  /** Each request that is told of; and that somebody looked, where there was none: that is an answer about a customer too. */
  private note(request: FastifyRequest, foreseen: readonly Foreseen[]): void {
    const told = foreseen.flatMap(({ foresight, identified }) => [
      ...(foresight.kind === 'refused' ? toldRequests(foresight.problems) : []),
      ...(identified?.duplicates ?? []).flatMap((duplicate) => duplicate.request?.requestId ?? []),
    ]);
    if (told.length === 0) this.reads.ofMany(request, 0, {});
    else this.reads.ofEach(request, told);
  }
}

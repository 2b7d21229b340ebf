import { CheckSubmissions, FindDuplicates, type Foresight, type Identified } from '@countersign/engine';
import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RevocationMayLag } from '../auth/auth.guard';
import { answerJson } from '../http/answer-json';
import { type Call, CurrentCall } from '../http/call-context';
import { TakesBodiesUpTo } from '../http/json-body';
import { NotedReads } from '../reads/noted-reads';
import { toldRequests } from '../reads/told-requests';
import { LARGEST_CHECK, readChecks } from './checks-body';
import { foresightView } from './foresight-view';

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
    const foresights = await this.checks.execute({ actor, orgId, type, submissions: readChecks(body), traceId });
    const storable = foresights.flatMap((foresight) => (foresight.kind === 'stored' ? [foresight.request] : []));
    const found = await this.duplicates.ofSubmissions(actor, orgId, storable);
    const identified = new Map(storable.map(({ requestId }, index) => [requestId, found[index]]));
    this.note(reply.request, foresights, found);
    answerJson(reply, { data: { results: foresights.map((foresight) => foresightView(foresight, identified)) } });
  }
  /** Each request that is told of; and that somebody looked, where there was none: that is an answer about a customer too. */
  private note(request: FastifyRequest, foresights: readonly Foresight[], found: readonly Identified[]): void {
    const told = [
      ...foresights.flatMap((foresight) => (foresight.kind === 'refused' ? toldRequests(foresight.problems) : [])),
      ...found.flatMap(({ duplicates }) => duplicates.flatMap((duplicate) => duplicate.request?.requestId ?? [])),
    ];
    if (told.length === 0) this.reads.ofMany(request, 0, {});
    else this.reads.ofEach(request, told);
  }
}

import { CheckSubmissions, FindDuplicates } from '@countersign/engine';
import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RevocationMayLag } from '../auth/auth.guard';
import { answerJson } from '../http/answer-json';
import { type Call, CurrentCall } from '../http/call-context';
import { TakesBodiesUpTo } from '../http/json-body';
import { LARGEST_CHECK, readChecks } from './checks-body';
import { foresightView } from './foresight-view';
import { foreseeAll } from './foresights';

/** What submissions would come to. Nothing is stored; it gives way to decisions like any write. */
@Controller('v3/requestTypes/:type/check')
export class ChecksController {
  constructor(
    @Inject(CheckSubmissions) private readonly checks: CheckSubmissions,
    @Inject(FindDuplicates) private readonly duplicates: FindDuplicates,
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
    answerJson(reply, { data: { results: foreseen.map(foresightView) } });
  }
}

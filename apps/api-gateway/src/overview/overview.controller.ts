import { RequestTypeRegistry } from '@countersign/contract';
import { OVERVIEWS, type Overviews, readScopeOf } from '@countersign/engine';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../platform/http/answer-json';
import { type Call, CurrentCall } from '../platform/http/call-context';
import { OverviewCache } from './overview-cache';
import { readOverviewQuery } from './overview-query';
import { overviewView } from './overview-view';

/** How the requests of an org fare, for its readers. */
@Controller('v3/overview')
export class OverviewController {
  private readonly cache = new OverviewCache();
  private readonly granting: readonly string[];
  private readonly redeeming: readonly string[];

  constructor(
    @Inject(OVERVIEWS) private readonly overviews: Overviews,
    @Inject(RequestTypeRegistry) types: RequestTypeRegistry,
  ) {
    const keysOf = (flow: 'granted' | 'redeemed') => types.all().flatMap(({ key, pointsFlow }) => (pointsFlow === flow ? [key] : []));
    this.granting = keysOf('granted');
    this.redeeming = keysOf('redeemed');
  }

  @Get()
  async read(
    @Res() reply: FastifyReply,
    @Query() parameters: Record<string, unknown>,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    const scope = readScopeOf(actor, orgId);
    const range = readOverviewQuery(parameters);
    const { from, to, start, end: before } = range;
    const { granting, redeeming } = this;
    const overview = await this.cache.get(`${orgId}/${from}/${to}/${JSON.stringify(scope)}`, () =>
      this.overviews.of({ orgId, scope, from: start, before, granting, redeeming }),
    );
    answerJson(reply, { data: overviewView(range, overview) });
  }
}

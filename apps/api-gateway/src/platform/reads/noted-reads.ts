import { PERSON_READS, type PersonReads, type StoredRequest } from '@countersign/engine';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { FilterHashes } from './filter-hashes';

/** Tells the journal of reads what a person is about to be shown. Programs are known by their org's own records. */
@Injectable()
export class NotedReads {
  constructor(
    @Inject(PERSON_READS) private readonly reads: PersonReads,
    @Inject(FilterHashes) private readonly hashes: FilterHashes,
  ) {}

  /** Some requests, or entries with what people wrote. @param parameters by which they were found */
  ofMany(request: FastifyRequest, rows: number, parameters: Readonly<Record<string, unknown>>): void {
    const filter = request.caller ? this.hashes.of(request.caller.orgId, parameters) : undefined;
    this.note(request, { rows, ...(filter && { filter }) });
  }

  /** One request, or what happened to it. */
  ofOne(request: FastifyRequest, requestId: StoredRequest['requestId']): void {
    this.note(request, { rows: 1, requestId });
  }

  /** Requests of which the caller is told, one by one. */
  ofEach(request: FastifyRequest, requestIds: Iterable<StoredRequest['requestId']>): void {
    for (const requestId of new Set(requestIds)) this.ofOne(request, requestId);
  }

  private note(
    { caller, method, routeOptions, traceId }: FastifyRequest,
    shown: { rows: number; requestId?: string; filter?: Readonly<Record<string, string>> },
  ): void {
    if (!caller?.actor.issuedAt) return;
    const { actor, orgId } = caller;
    const what = `${method} ${routeOptions.url ?? 'none'}`;
    this.reads.note({ orgId, person: { id: actor.userId, name: actor.name }, what, traceId, ...shown });
  }
}

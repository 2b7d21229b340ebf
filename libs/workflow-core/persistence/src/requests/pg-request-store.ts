import type {
  Close,
  CloseResult,
  NewRequest,
  RefusedSubmission,
  RefuseResult,
  RequestRef,
  RequestStore,
  StoredRequest,
  SubmitResult,
  WakeUps,
} from '@countersign/engine';
import type { Batcher } from '../batching/batcher';
import { recordset } from '../batching/recordset';
import type { Database } from '../postgres/database';
import { closer } from './close-batch';
import { readBatch } from './read-batch';
import { refuse } from './refuse';
import { resubmit } from './resubmit';
import { endOf, submitAlone, submitBatch } from './submit-batch';

const FIND_SETTLED = `
  select r.org_id as "orgId", r.request_id as "requestId"
    from rows_of($1) as one cross join lateral json_to_record(one) as w (org_id bigint, request_id uuid)
    join request r on r.org_id = w.org_id and r.request_id = w.request_id
   where r.state not in ('pending', 'accepted')`;

const FIND_EXPIRED = `
  select org_id as "orgId", request_id as "requestId"
    from request
   where state = 'pending' and expires_at <= statement_timestamp()
   order by expires_at
   limit $1`;

/** Requests in PostgreSQL; concurrent callers share statements. */
export class PgRequestStore implements RequestStore {
  private readonly reads: Batcher<RequestRef, StoredRequest | undefined>;
  private readonly submits: Batcher<NewRequest, SubmitResult>;
  private readonly closeSurely: (close: Close) => Promise<CloseResult>;

  constructor(
    private readonly database: Database,
    private readonly wakeUps: WakeUps,
  ) {
    this.reads = readBatch(database);
    this.submits = submitBatch(database);
    this.closeSurely = closer(database);
  }

  async submit(request: NewRequest): Promise<SubmitResult> {
    const result = await this.store(request);
    if (result.kind === 'created') this.wakeUps.signal(request.verdict === 'auto' ? 'executions' : 'deliveries');
    return result;
  }

  refuse(refused: RefusedSubmission): Promise<RefuseResult> {
    return refuse(this.database, refused);
  }

  read(orgId: number, requestId: string): Promise<StoredRequest | undefined> {
    return this.reads.add({ orgId, requestId });
  }

  async close(close: Close): Promise<CloseResult> {
    const result = await this.closeSurely(close);
    if (result.kind === 'done' && result.state !== 'pending')
      this.wakeUps.signal(result.state === 'accepted' ? 'executions' : 'deliveries');
    return result;
  }

  findSettled(requests: readonly RequestRef[]): Promise<readonly RequestRef[]> {
    if (requests.length === 0) return Promise.resolve([]);
    const rows = requests.map(({ orgId, requestId }) => ({ org_id: orgId, request_id: requestId }));
    const orgIds = requests.map(({ orgId }) => orgId);
    return this.database.within(orgIds).query<RequestRef>('find_settled', FIND_SETTLED, [recordset(rows)]);
  }

  findExpired(limit: number): Promise<readonly RequestRef[]> {
    return this.database.query<RequestRef>('find_expired', FIND_EXPIRED, [limit]);
  }

  private store(request: NewRequest): Promise<SubmitResult> {
    if (request.resubmissionOf) return resubmit(this.database, request, request.resubmissionOf.requestId);
    return request.limits ? submitAlone(this.database, request) : this.storeTogether(request);
  }

  private async storeTogether(request: NewRequest): Promise<SubmitResult> {
    try {
      return await this.submits.add(request);
    } catch (error) {
      const end = endOf(error);
      if (end) return end;
      throw error;
    }
  }
}

import {
  type AskedAbout,
  type DuplicateQuestion,
  type DuplicateStore,
  type EntityInfo,
  type LookAlike,
  type RequestState,
  saysTheSame,
} from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';
import { entityInfoOf, WARNING_COLUMNS, type WarningRow, warningsOf } from './request-rows';

const COLUMNS = 'r.request_id, r.state, r.created_at, r.requester_id, r.till_id, r.store_id, r.zone_id, r.concept_id';
const NEWEST_FIRST = 'order by r.created_at desc, r.request_id desc';
/** Of one reference, requests that are looked through for such as took effect, and those of them that are of interest. */
const MOST_OF_REFERENCE = 500;
const MOST_WITH_EFFECT = 5;
/** Of one customer, requests that are looked through for the same content, and how many each of the approved and the others are compared. */
const MOST_OF_CUSTOMER = 200;
const MOST_COMPARED = 20;

/**
 * By the index of references, and where there is none by those of customers: of several, another may stand first in the other request.
 * Payloads come along only where they are to be compared, which the database cannot do for numbers that it has no room for.
 */
const LOOK = `
  with asked as materialized (
    select w.* from rows_of($2) as one cross join lateral json_to_record(one)
      as w (ordinal int, type text, customer text, reference text, amount numeric, request_id uuid)
  )
  select a.ordinal, f.* from asked a cross join lateral (
    (select 'reference' as same_by, null as payload, ${COLUMNS} from (
         select * from request r where r.org_id = $1 and r.reference = a.reference and r.type = a.type
         ${NEWEST_FIRST} limit ${MOST_OF_REFERENCE}) r
      where r.request_id is distinct from a.request_id and r.state in ('pending', 'accepted', 'needs_review', 'approved')
      order by r.state = 'approved' desc, r.created_at desc limit ${MOST_WITH_EFFECT})
    union
    (select 'reference', null, ${COLUMNS} from request r
      where r.org_id = $1 and r.reference = a.reference and r.type = a.type and r.request_id is distinct from a.request_id
      ${NEWEST_FIRST} limit 1)
    union all
    (select 'content', r.payload::text, ${COLUMNS} from (
         select r.*, row_number() over (partition by r.state in ('accepted', 'needs_review', 'approved') ${NEWEST_FIRST}) as place from (
           (select * from request r where r.org_id = $1 and r.customer = a.customer and a.reference is null
             ${NEWEST_FIRST} limit ${MOST_OF_CUSTOMER})
           union all
           (select r.* from request_customer n join request r on r.org_id = n.org_id and r.request_id = n.request_id
             where n.org_id = $1 and n.customer = a.customer and a.reference is null
             order by n.request_id desc limit ${MOST_OF_CUSTOMER})) r
         where r.type = a.type and r.reference is null and r.amount is not distinct from a.amount and r.erased_at is null
           and r.request_id is distinct from a.request_id) r
      where r.place <= ${MOST_COMPARED})
  ) f`;

const STORED = `
  select ${COLUMNS}, r.type, r.customer, r.reference, r.amount, r.payload::text as payload, r.approvals, ${WARNING_COLUMNS}
    from unnest($2::uuid[]) as wanted (request_id)
    join request r on r.org_id = $1 and r.request_id = wanted.request_id`;

type EntityColumns = Parameters<typeof entityInfoOf>[0];

interface FoundRow extends EntityColumns {
  readonly request_id: string;
  readonly state: RequestState;
  readonly created_at: Date;
  readonly requester_id: number;
}

interface AlikeRow extends FoundRow {
  readonly ordinal: number;
  readonly same_by: LookAlike['sameBy'];
  readonly payload: string | null;
}

interface StoredRow extends FoundRow, WarningRow {
  readonly type: string;
  readonly customer: string;
  readonly reference: string | null;
  readonly amount: number | null;
  readonly payload: string;
  readonly approvals: number;
}

/** Requests of PostgreSQL that ask for the same. */
export class PgDuplicateStore implements DuplicateStore {
  constructor(private readonly database: Database) {}

  async lookAlikes(orgId: number, questions: readonly DuplicateQuestion[]): Promise<readonly (readonly LookAlike[])[]> {
    const asked = questions.map(({ type, customer, reference, amount, requestId }, ordinal) => ({
      ordinal,
      type,
      customer,
      reference,
      amount,
      request_id: requestId,
    }));
    const rows = await this.database.within([orgId]).query<AlikeRow>('look_alikes', LOOK, [orgId, JSON.stringify(asked)]);
    return questions.map((question, index) =>
      rows
        .filter((row) => row.ordinal === index && isAlike(row, question))
        .map(alikeOf)
        .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime()),
    );
  }

  async stored(orgId: number, requestIds: readonly string[]): Promise<readonly AskedAbout[]> {
    const rows = await this.database.within([orgId]).query<StoredRow>('asked_about', STORED, [orgId, requestIds]);
    return rows.map((row) => ({
      ...personsOf(row),
      type: row.type,
      customer: row.customer,
      ...optional('reference', row.reference),
      ...optional('amount', row.amount),
      payloadText: row.payload,
      ...(row.state === 'pending' && { approval: { approvals: row.approvals, ...warningsOf(row) } }),
    }));
  }
}

/** Of a reference the content does not matter. */
function isAlike(row: AlikeRow, question: DuplicateQuestion): boolean {
  return row.payload === null || saysTheSame(row.payload, question.payloadText, question.asksFor);
}

function alikeOf(row: AlikeRow): LookAlike {
  return { ...personsOf(row), state: row.state, createdAt: row.created_at, sameBy: row.same_by };
}

function personsOf(row: FoundRow): { requestId: string; requesterId: number; entityInfo: EntityInfo } {
  return { requestId: row.request_id, requesterId: row.requester_id, entityInfo: entityInfoOf(row) };
}

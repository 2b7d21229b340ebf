import type { Client } from 'pg';
import { inOwnSession } from '../postgres/owner-session';

/** Whose personal data, and how widely it is looked for. */
export interface Subject {
  readonly orgId: number;
  /** Every spelling under which requests may name the customer. */
  readonly customers: readonly string[];
  /** Also requests of other customers in whose payload one of the spellings stands as a value; reads all requests of the org. */
  readonly mentions: boolean;
}

/** Why a request is not erased now; `erasable` when it is. `recent`: its idempotency key must hold for 24 hours. */
export type Standing = 'erasable' | 'open' | 'recent' | 'undelivered';

export interface FoundRequest {
  readonly requestId: string;
  readonly type: string;
  readonly state: string;
  readonly standing: Standing;
  /** The customer is not whom the request is for, but stands elsewhere in its payload. */
  readonly isMention: boolean;
}

/** On whose order. */
export interface ErasureOrder {
  readonly orgId: number;
  readonly orderedBy: number;
  readonly orderedByName: string;
}

/** What names a person, as a hash, beside requests and reasons. */
export interface CountedBeside {
  /** By which daily caps count. */
  readonly counters: number;
  /** Entries of who looked for them. */
  readonly reads: number;
}

export interface RetentionRule {
  readonly orgId: number;
  readonly type: string;
  readonly days: number;
}

/** Entries of the journal whose reason is about no request. */
export const REASON_KINDS = ['operator-action', 'identity-action', 'webhook-action', 'client-action'] as const;
export type ReasonKind = (typeof REASON_KINDS)[number];

const BATCH = 200;

const FIND = `
  select r.request_id as "requestId", r.type, r.state, not (r.customer = any ($2) or n.is_named) as "isMention",
         case when r.state not in ('approved', 'failed', 'rejected', 'withdrawn', 'expired') then 'open'
              when r.ended_at > clock_timestamp() - interval '24 hours' then 'recent'
              when exists (select from delivery d where d.org_id = r.org_id and d.request_id = r.request_id and d.state = 'due') then 'undelivered'
              else 'erasable' end as standing
    from request r
   cross join lateral (select exists (select from request_customer c
                                       where c.org_id = r.org_id and c.request_id = r.request_id and c.customer = any ($2)) as is_named) n
   where r.org_id = $1 and r.erased_at is null
     and (r.customer = any ($2) or n.is_named
          or $3 and exists (select from jsonb_path_query(r.payload::jsonb, '$.**') as part (value) where part.value #>> '{}' = any ($2)))
   order by r.created_at, r.request_id`;

/** As `erase_person` finds them. */
const COUNT_BESIDE = `
  select (select count(*)::int from policy_usage u
           where u.org_id = $1 and u.subject = 'customer'
             and (u.subject_key = any ($3) or u.subject_key in (select customer_hash(c)::text from unnest($2::text[]) as c))) as counters,
         (select count(*)::int from read_action r
           where r.org_id = $1 and exists (select from unnest($3::text[]) as k (key) where position(k.key in r.filter::text) > 0)) as reads`;

/** Finds, erases and limits personal data; for commands, with the rights of the owner of the tables. */
export class PersonalData {
  private constructor(private readonly client: Client) {}

  /** Runs `work` over a connection of its own. */
  static in<T>(url: string, work: (data: PersonalData) => Promise<T>): Promise<T> {
    return inOwnSession(url, 'countersign-privacy', (client) => work(new PersonalData(client)));
  }

  async find({ orgId, customers, mentions }: Subject): Promise<readonly FoundRequest[]> {
    return (await this.client.query<FoundRequest>(FIND, [orgId, customers, mentions])).rows;
  }

  /**
   * Erases and journals, batch by batch. What was begun and not finished is finished by doing it again; twice is once.
   * @param undelivered also requests whose events are still on their way; these are then given up
   * @returns how many were erased now
   */
  async erase(order: ErasureOrder, requestIds: readonly string[], undelivered: boolean): Promise<number> {
    let erased = 0;
    for (let start = 0; start < requestIds.length; start += BATCH) {
      const batch = requestIds.slice(start, start + BATCH);
      const { rows } = await this.client.query<{ erased: string }>('select erase_on_order($1, $2, $3) as erased', [
        callerOf(order),
        batch,
        undelivered,
      ]);
      erased += Number(rows[0]?.erased ?? 0);
    }
    return erased;
  }

  /** What policies refused to the customer; nothing of it is open, and so all of it can be erased. */
  async countRefused({ orgId, customers }: Subject): Promise<number> {
    const text = 'select count(*)::int as count from refused_submission where org_id = $1 and customer = any ($2)';
    return (await this.client.query<{ count: number }>(text, [orgId, customers])).rows[0]?.count ?? 0;
  }

  async eraseRefused(order: ErasureOrder, customers: readonly string[]): Promise<number> {
    const { rows } = await this.client.query<{ erased: string }>('select erase_refused($1, $2) as erased', [callerOf(order), customers]);
    return Number(rows[0]?.erased ?? 0);
  }

  /** Reasons of what was done to types, people, webhooks and clients in which one of the spellings stands. */
  async countReasons({ orgId, customers }: Subject): Promise<number> {
    const text = 'select count(*)::int as count from reasons_that_mention($1, $2)';
    return (await this.client.query<{ count: number }>(text, [orgId, customers])).rows[0]?.count ?? 0;
  }

  /**
   * What is left of a person beside requests: counters, reasons that name them, reads that looked for them.
   * @param keys the keyed hashes of the spellings
   * @returns how many rows lost something
   */
  async erasePerson(order: ErasureOrder, customers: readonly string[], keys: readonly string[]): Promise<number> {
    const values = [callerOf(order), customers, keys];
    const { rows } = await this.client.query<{ erased: string }>('select erase_person($1, $2, $3) as erased', values);
    return Number(rows[0]?.erased ?? 0);
  }

  /**
   * How many counters and reads `erasePerson` would take.
   * @param keys the keyed hashes of the spellings
   */
  async countBeside({ orgId, customers }: Subject, keys: readonly string[]): Promise<CountedBeside> {
    const { rows } = await this.client.query<CountedBeside>(COUNT_BESIDE, [orgId, customers, keys]);
    return rows[0] ?? { counters: 0, reads: 0 };
  }

  /** Forgets why something was done; who did what stays. False: there is no such reason. */
  async forgetReason(order: ErasureOrder, kind: ReasonKind, number: number): Promise<boolean> {
    const values = [callerOf(order), kind, [number]];
    const { rows } = await this.client.query<{ forgotten: string }>('select forget_reasons($1, $2, $3) as forgotten', values);
    return rows[0]?.forgotten === '1';
  }

  /** @param days undefined keeps personal data of this type for good */
  async setRetention(order: ErasureOrder, type: string, days: number | undefined): Promise<void> {
    await this.client.query('select set_retention($1, $2, $3)', [callerOf(order), type, days]);
  }

  async retentionRules(orgId: number): Promise<readonly RetentionRule[]> {
    const text = 'select org_id::int as "orgId", type, days from retention where org_id = $1 order by type';
    return (await this.client.query<RetentionRule>(text, [orgId])).rows;
  }
}

function callerOf({ orgId, orderedBy, orderedByName }: ErasureOrder): string {
  return JSON.stringify({ org_id: orgId, actor_id: orderedBy, actor_name: orderedByName });
}

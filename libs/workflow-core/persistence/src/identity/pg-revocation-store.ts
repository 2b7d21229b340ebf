import type { IdentityAction, IdentityActionPage, IdentityCaller, Revocation, RevocationStore } from '@countersign/engine';
import { Batcher, type JobEnd } from '../batching/batcher';
import { recordset } from '../batching/recordset';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';
import { identityCallerRow } from './identity-caller-row';

const COLUMNS = 'user_id, not_before, reason, revoked_by, revoked_by_name';
const REVOKE = `select ${COLUMNS} from revoke_tokens($1, $2, $3, $4)`;
const LIST = `select ${COLUMNS} from revocation where org_id = $1 order by not_before desc, user_id limit $2`;

const REVOKED_UP_TO = `
  select w.ordinal, r.not_before
    from rows_of($1) as one cross join lateral json_to_record(one) as w (ordinal int, org_id bigint, user_id bigint)
    join revocation r on r.org_id = w.org_id and r.user_id = w.user_id`;

const ACTIONS = `
  select action_id, action, about, reason, actor_id, actor_name, trace_id, at
    from identity_action
   where org_id = $1 and action_id < $2
   order by action_id desc
   limit $3`;

interface RevocationRow {
  readonly user_id: number;
  readonly not_before: Date;
  readonly reason: string;
  readonly revoked_by: number;
  readonly revoked_by_name: string;
}

interface ActionRow {
  readonly action_id: number;
  readonly action: IdentityAction['action'];
  readonly about: number;
  readonly reason: string | null;
  readonly actor_id: number;
  readonly actor_name: string;
  readonly trace_id: string | null;
  readonly at: Date;
}

interface Asked {
  readonly orgId: number;
  readonly userId: number;
}

/** Revocations in PostgreSQL, where decisions meet them. */
export class PgRevocationStore implements RevocationStore {
  private readonly lookUps: Batcher<Asked, Date | undefined>;

  /** @param lists where lists are read, so that a slow one takes no connection from a decision */
  constructor(
    private readonly database: Database,
    private readonly lists: Database = database,
  ) {
    this.lookUps = new Batcher({ maxSize: 64, keysOf: () => [], room: database.room, run: (asked) => this.lookUp(asked) });
  }

  async revoke(caller: IdentityCaller, userId: number, reason: string): Promise<Revocation> {
    const values = [caller.orgId, userId, reason, identityCallerRow(caller)];
    const [row] = await this.database.within([caller.orgId]).query<RevocationRow>('revoke_tokens', REVOKE, values);
    if (!row) throw new Error('The revocation was not returned.');
    return revocationOf(row);
  }

  async list(orgId: number, limit: number): Promise<readonly Revocation[]> {
    return (await this.lists.within([orgId]).query<RevocationRow>('list_revocations', LIST, [orgId, limit])).map(revocationOf);
  }

  revokedUpTo(orgId: number, userId: number): Promise<Date | undefined> {
    return this.lookUps.add({ orgId, userId });
  }

  async actions(orgId: number, limit: number, before = Number.MAX_SAFE_INTEGER): Promise<IdentityActionPage> {
    // One more than asked for tells whether there is a next page.
    const rows = await this.lists.within([orgId]).query<ActionRow>('list_identity_actions', ACTIONS, [orgId, before, limit + 1]);
    const actions = rows.slice(0, limit).map(actionOf);
    const last = actions.at(-1);
    return { actions, ...(rows.length > limit && last && { next: last.actionId }) };
  }

  private async lookUp(asked: readonly Asked[]): Promise<JobEnd<Date | undefined>[]> {
    const rows = asked.map(({ orgId, userId }) => ({ org_id: orgId, user_id: userId }));
    const found = await this.database
      .within(asked.map(({ orgId }) => orgId))
      .query<{ ordinal: number; not_before: Date }>('revoked_up_to', REVOKED_UP_TO, [recordset(rows)]);
    const byOrdinal = new Map(found.map(({ ordinal, not_before }) => [ordinal, not_before]));
    return asked.map((_, ordinal) => ({ result: byOrdinal.get(ordinal) }));
  }
}

function revocationOf(row: RevocationRow): Revocation {
  return {
    userId: row.user_id,
    notBefore: row.not_before,
    reason: row.reason,
    by: { id: row.revoked_by, name: row.revoked_by_name },
  };
}

function actionOf(row: ActionRow): IdentityAction {
  return {
    actionId: row.action_id,
    action: row.action,
    about: row.about,
    by: { id: row.actor_id, name: row.actor_name },
    at: row.at,
    ...optional('reason', row.reason),
    ...optional('traceId', row.trace_id),
  };
}

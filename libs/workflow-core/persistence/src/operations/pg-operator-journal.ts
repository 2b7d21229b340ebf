import type { JournalPage, OperatorAction, OperatorJournal, UsedKey } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';

const LIST = `
  select action_id, action, type, request_id, new_request_id, proposal, resolution, reason, actor_id, actor_name, trace_id, at
    from operator_action
   where org_id = $1 and action_id < $2
   order by action_id desc
   limit $3`;

const FIND_KEY = `
  select a.fingerprint, a.new_request_id
    from operator_action a
   where a.org_id = $1 and a.actor_id = $2 and a.idempotency_key = $3`;

interface ActionRow {
  readonly action_id: number;
  readonly action: OperatorAction['action'];
  readonly type: string;
  readonly request_id: string | null;
  readonly new_request_id: string | null;
  readonly proposal: number | null;
  readonly resolution: NonNullable<OperatorAction['resolution']> | null;
  readonly reason: string | null;
  readonly actor_id: number;
  readonly actor_name: string;
  readonly trace_id: string | null;
  readonly at: Date;
}

/** The journal of operators in PostgreSQL; its rows are written by what they tell of. */
export class PgOperatorJournal implements OperatorJournal {
  /** @param lists where lists are read, so that a slow one takes no connection from a write */
  constructor(
    private readonly database: Database,
    private readonly lists: Database = database,
  ) {}

  async list(orgId: number, limit: number, before = Number.MAX_SAFE_INTEGER): Promise<JournalPage> {
    // One more than asked for tells whether there is a next page.
    const rows = await this.lists.within([orgId]).query<ActionRow>('list_actions', LIST, [orgId, before, limit + 1]);
    const actions = rows.slice(0, limit).map(actionOf);
    const last = actions.at(-1);
    return { actions, ...(rows.length > limit && last && { next: last.actionId }) };
  }

  async findKey(orgId: number, personId: number, key: string): Promise<UsedKey | undefined> {
    const [row] = await this.database
      .within([orgId])
      .query<{ fingerprint: string; new_request_id: string | null }>('find_operator_key', FIND_KEY, [orgId, personId, key]);
    return row && { fingerprint: row.fingerprint, ...optional('newRequestId', row.new_request_id) };
  }
}

function actionOf(row: ActionRow): OperatorAction {
  return {
    actionId: row.action_id,
    action: row.action,
    type: row.type,
    by: { id: row.actor_id, name: row.actor_name },
    at: row.at,
    ...optional('requestId', row.request_id),
    ...optional('newRequestId', row.new_request_id),
    ...optional('proposal', row.proposal),
    ...optional('resolution', row.resolution),
    ...optional('reason', row.reason),
    ...optional('traceId', row.trace_id),
  };
}

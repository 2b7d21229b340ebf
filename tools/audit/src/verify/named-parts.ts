import type { EntryKind } from '@countersign/journal';
import type { FoundLeaf } from './read-bundle';

const TABLES: Readonly<Record<EntryKind, string>> = {
  transition: 'transition',
  'operator-action': 'operator_action',
  'identity-action': 'identity_action',
  'policy-action': 'policy_action',
  refusal: 'refused_action',
  'webhook-action': 'webhook_action',
  'client-action': 'client_action',
  read: 'read_action',
  'revoked-approval': 'revoked_approval',
};

/** Where that stands of which an entry has a digest; what is not named stands in the entry's own row. */
const PARTS: Readonly<Record<string, string>> = {
  request: 'request (payload, payload_salt, customer, reference, line, a key or its hash)',
  customers: 'request_customer (customer)',
  comments: 'decision (comment, idempotency_key or fingerprint)',
  answer: 'request (loyalty_answer)',
  maker: 'request (requester_name)',
  facts: 'verdict_facts (facts)',
  decided: 'decision (who decided what and when)',
  attempts: 'attempt',
  loyaltyKey: 'request (loyalty_key_hash)',
  settings: 'policy (its settings)',
  lasting_salt: 'journal_leaf (lasting_salt)',
};
/** Columns of the entry's own row, where they have another name. */
const COLUMNS: Readonly<Record<string, string>> = {
  ...{ by: 'actor_name', actorName: 'actor_name', ending: 'outcome', what: 'what', request: 'request_id', actor: 'actor_id' },
  ...{ rows: 'row_count', trace: 'trace_id', checker: 'checker_name', checkerName: 'checker_name' },
};
/** A digest over all the others of a transition. */
const TOGETHER = 'rows';

/** Which tables and columns are not what was sealed, as far as the digests of the leaf tell. */
export function partsOf({ key, differing }: FoundLeaf): string {
  const table = TABLES[key.kind];
  const told = key.kind === 'transition' && differing.length > 1 ? differing.filter((name) => name !== TOGETHER) : differing;
  const parts = told.map((name) => partOf(key.kind, table, name));
  return parts.length > 0 ? [...new Set(parts)].join(', ') : `a field of it (${fieldsOf(key, table)})`;
}

function partOf(kind: EntryKind, table: string, name: string): string {
  if (kind === 'transition' && name === TOGETHER)
    return 'a row that it rests on (request, request_customer, decision, attempt or verdict_facts)';
  if (kind === 'revoked-approval' && (name === 'by' || name === 'actorName')) return `${table} (revoked_by_name)`;
  if (kind === 'policy-action' && name === 'actorName') return 'policy (proposed_by_name or decided_by_name)';
  const part = kind === 'read' ? undefined : PARTS[name];
  return part ?? `${table} (${COLUMNS[name] ?? name})`;
}

/** Digests tell nothing of fields, which are in the hash as they are. */
function fieldsOf({ kind, number }: FoundLeaf['key'], table: string): string {
  if (kind === 'policy-action') return 'policy_action, or based_on of policy';
  if (kind !== 'transition') return table;
  return number === 1 ? 'transition, or a column of request that never changes' : 'transition, or who decided by decision';
}

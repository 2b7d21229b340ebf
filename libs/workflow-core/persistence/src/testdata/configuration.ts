import { randomUUID } from 'node:crypto';
import type { ApiClient, IdentityCaller, ProposedChange } from '@countersign/engine';
import { CHECKER, ORG } from './builders';
import type { TestStore } from './test-database';

export type ChangeParcel = NonNullable<ProposedChange['parcel']>;

export const BOSS: IdentityCaller = { orgId: ORG, person: { id: 77, name: 'Bo Boss' } };
export const SECOND: IdentityCaller = { orgId: ORG, person: { id: 78, name: 'Sam Second' } };
const THIRD = { id: 79, name: 'Thea Third' };

export function proposed(own: Partial<ProposedChange> & Pick<ProposedChange, 'action' | 'subject'>): ProposedChange {
  return { changeId: randomUUID(), ...own };
}

/** One person proposes it and another one confirms it; the kind of what came of it, `done` when it is in effect. */
export async function agreed(store: TestStore, change: ProposedChange, proposer = BOSS): Promise<string> {
  const { kind } = await store.changes.propose(proposer, change);
  if (kind !== 'pending') return kind;
  return (await store.changes.decide({ ...proposer, person: THIRD }, change.changeId, 'confirm')).kind;
}

/** A client of the org that two people agreed to. */
export async function agreedClient(store: TestStore, parcel: ChangeParcel, proposer = BOSS): Promise<ApiClient> {
  const change = proposed({ subject: 'api-client', action: 'create', parcel });
  const kind = await agreed(store, change, proposer);
  const { subjectId } = (await store.changes.find(proposer.orgId, change.changeId)) ?? {};
  const client = (await store.clients.list(proposer.orgId)).find(({ clientId }) => String(clientId) === subjectId);
  if (!client) throw new Error(`The client came to ${kind}.`);
  return client;
}

/** What two people agreed to do with a client as it now stands; `unknown` when it is not there any more. */
export async function agreedOn(
  store: TestStore,
  clientId: number,
  action: ProposedChange['action'],
  { parcel = {}, proposer = BOSS }: { readonly parcel?: ChangeParcel; readonly proposer?: IdentityCaller } = {},
): Promise<string> {
  const version = (await store.clients.list(ORG)).find((client) => client.clientId === clientId)?.version ?? 1;
  return agreed(store, proposed({ subject: 'api-client', subjectId: String(clientId), action, basedOn: version, parcel }), proposer);
}

/** The org wants changes to act at once; two people agreed. */
export async function letActAtOnce(store: TestStore, orgId = ORG, emails?: readonly string[]): Promise<void> {
  await store.sql(
    `insert into policy (org_id, type, version, status, auto_approval, config, proposed_by, proposed_by_name, proposed_at, decided_by, decided_by_name, decided_at, notifications)
     values ($1, 'CONFIGURATION', 1, 'active', '{"mode":"off"}', '{"actAtOnce":true}', 1, 'one', now(), $2, $3, now(), $4)`,
    [orgId, CHECKER.id, CHECKER.name, emails ? JSON.stringify({ emails }) : null],
  );
}

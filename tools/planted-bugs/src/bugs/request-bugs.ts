import type * as Engine from '@countersign/engine';
import type * as Persistence from '@countersign/persistence';
import type { PlantedBug } from '../planted-bug';
import { library } from '../planting/built-library';
import { NothingToPatchError } from '../planting/nothing-to-patch-error';
import { patchMethod } from '../planting/patch';

const stores = (): typeof Persistence => library('@countersign/persistence') as typeof Persistence;
const useCases = (): typeof Engine => library('@countersign/engine') as typeof Engine;

/** The use case gets to see a stranger, the store the person. */
function doNotKnowTheMaker(): void {
  patchMethod(
    useCases().DecideRequest,
    'execute',
    (execute) =>
      function (this: Engine.DecideRequest, command) {
        return execute.call(this, { ...command, actor: { ...command.actor, userId: -command.actor.userId } });
      },
  );
  patchMethod(
    stores().PgRequestStore,
    'close',
    (close) =>
      function (this: Persistence.PgRequestStore, one) {
        return close.call(this, 'checker' in one ? { ...one, checker: { ...one.checker, id: Math.abs(one.checker.id) } } : one);
      },
  );
}

function ignoreKeys(): void {
  patchMethod(
    stores().PgRequestStore,
    'submit',
    (submit) =>
      function (this: Persistence.PgRequestStore, { idempotency: _, ...request }) {
        return submit.call(this, request);
      },
  );
}

function answerReplaysAnew(): void {
  patchMethod(
    useCases().SubmitRequest,
    'execute',
    (execute) =>
      async function (this: Engine.SubmitRequest, command) {
        return { ...(await execute.call(this, command)), replayed: false };
      },
  );
}

/** What could not be stored in time is answered as if it had been. */
function answerWhateverHappened(): void {
  patchMethod(
    stores().PgRequestStore,
    'submit',
    (submit) =>
      async function (this: Persistence.PgRequestStore, request) {
        const result = await submit.call(this, request);
        return result.kind === 'key-in-progress' ? { kind: 'created', createdAt: new Date() } : result;
      },
  );
}

const OWN = 'r.org_id = w.org_id and r.request_id = w.request_id';

/** The statement is text of the gateway, so it is edited on its way to the database. */
function readAcrossOrgs(): void {
  patchMethod(
    stores().Database,
    'within',
    (within) =>
      function (this: Persistence.Database, orgIds: Iterable<number>): Persistence.Statements {
        const statements = within.call(this, orgIds);
        const queryAll: Persistence.Statements['query'] = (name, text, values) => {
          if (name !== 'read_requests') return statements.query(name, text, values);
          if (!text.includes(OWN)) throw new NothingToPatchError(`the statement read_requests has no ${OWN}`);
          return statements.query(name, text.replace(OWN, 'r.request_id = w.request_id'), values);
        };
        return { ...statements, query: queryAll };
      },
  );
}

const inGateway = (plant: () => void) => ({ code: { app: 'gateway', plant } }) as const;

/** Who may do what, and what is stored of it. */
export const REQUEST_BUGS: readonly PlantedBug[] = [
  {
    name: 'maker-may-decide',
    mistake: 'nobody looks whether the checker is the maker',
    violates: ['I4'],
    scenario: 'people',
    ...inGateway(doNotKnowTheMaker),
    edits: [
      { inFunction: 'close_requests', replace: 'r.requester_id <> w.actor_id', by: 'true' },
      { onTable: 'request', check: 'checker_id <> requester_id' },
    ],
  },
  {
    name: 'rejected-can-be-approved',
    mistake: 'a decision does not look whether there was one',
    violates: ['I3', 'I4'],
    scenario: 'people',
    edits: [{ inFunction: 'close_requests', replace: `where r.state = 'pending'`, by: `where r.state in ('pending', 'rejected')` }],
  },
  {
    name: 'journal-has-gaps',
    mistake: 'the last step of a request is journaled under a number that does not follow',
    violates: ['I3'],
    scenario: 'people',
    edits: [
      {
        inFunction: 'settle_executions',
        replace: `select m.org_id, m.request_id, m.version, 'accepted'`,
        by: `select m.org_id, m.request_id, m.version + 1, 'accepted'`,
      },
      {
        inFunction: 'settle_executions',
        replace: 'select m.org_id, e.endpoint_id, m.request_id, m.version,',
        by: 'select m.org_id, e.endpoint_id, m.request_id, m.version + 1,',
      },
    ],
  },
  {
    name: 'time-goes-back',
    mistake: 'the end of a request is dated by a process whose clock is behind',
    violates: ['I11'],
    scenario: 'people',
    edits: [
      {
        inFunction: 'settle_executions',
        replace: 'updated_at = greatest(h.now, r.updated_at)',
        by: `updated_at = h.now - interval '1 minute'`,
      },
    ],
  },
  {
    name: 'submit-key-is-ignored',
    mistake: 'a submission that is repeated under its key makes another request',
    violates: ['I2'],
    scenario: 'people',
    ...inGateway(ignoreKeys),
  },
  {
    name: 'replay-tells-the-present',
    mistake: 'a repeated submission is answered with the request as it is now, not as it was answered first',
    violates: ['I2'],
    scenario: 'people',
    ...inGateway(answerReplaysAnew),
  },
  {
    name: 'acknowledged-though-not-stored',
    mistake: 'a submission that the database did not take in time is acknowledged all the same',
    violates: ['I1'],
    scenario: 'people',
    ...inGateway(answerWhateverHappened),
  },
  {
    name: 'read-across-orgs',
    mistake: 'whoever knows the id of a request reads it, whatever the org',
    violates: ['I15'],
    scenario: 'people',
    ...inGateway(readAcrossOrgs),
    edits: [{ withoutWallOn: 'request' }],
  },
];

import { CheckpointFile } from '@countersign/journal';
import { PgJournalStore } from '@countersign/persistence';
import { lostConnection, storeLost } from '../wrapping/lost-connection';
import type { Striker } from '../wrapping/striker';
import { wrapMethod } from '../wrapping/wrap-method';

/** The journal on its way out of the database: stored, appended to the file, marked as appended. */
export function plantSealerPoints(striker: Striker): void {
  wrapMethod(PgJournalStore, 'seal', striker, {
    after: (isDone, [orgId, { rows }]) => (isDone && rows.length > 0 ? [{ point: 'seal.stored', orgIds: [orgId] }] : []),
    lost: storeLost,
  });
  wrapMethod(CheckpointFile, 'append', striker, {
    after: (_, [lines]) => [{ point: 'seal.appended', orgIds: lines.map(({ orgId }) => orgId) }],
    lost: () => {
      throw lostConnection();
    },
  });
}

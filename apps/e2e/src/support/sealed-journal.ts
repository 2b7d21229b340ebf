import type { JournalEvidence } from '@countersign/invariant-checker';
import { waitFor } from '@countersign/local-servers';
import type { Stack } from '@countersign/local-stack';
import type { TestStack } from './test-stack';

const IS_SEALED = `
  select (select count(*) from transition) + (select count(*) from operator_action) + (select count(*) from refused_action)
         + (select count(*) from identity_action) + (select count(*) from policy_action)
         + (select count(*) from webhook_action) + (select count(*) from client_action) + (select count(*) from read_action)
         + (select count(*) from revoked_approval)
         = (select count(*) from journal_leaf)
     and not exists (select from journal_checkpoint where appended_at is null) as sealed`;

/** What a stack keeps of its journal outside the database. */
export function journalOf({ parts }: Stack): JournalEvidence {
  const { checkpointFile, publicKeyFile } = parts.audit;
  return { checkpointFile, publicKeyFile };
}

/** All that happened is sealed, and every checkpoint lies outside. */
export async function untilSealed(on: TestStack): Promise<void> {
  const isSealed = async (): Promise<boolean> => (await on.sql<{ sealed: boolean }>(IS_SEALED))[0]?.sealed === true;
  await waitFor(isSealed, { what: 'all that happened to be sealed', deadlineMs: 60_000, every: 200 });
}

import { type Actor, permits } from '../domain/actor';
import { WorkflowError } from '../domain/workflow-error';
import type { CheckpointLog, CheckpointPage } from '../ports/checkpoint-log';

/** The signed states of an org's journal, the newest first. */
export class ReadCheckpoints {
  constructor(private readonly log: CheckpointLog) {}

  async page(actor: Actor, orgId: number, limit: number, before?: number): Promise<CheckpointPage> {
    // The journal is the whole org's, so a grant for a part of it is not enough.
    if (!permits(actor, orgId, 'CanAuditWorkflows')) throw WorkflowError.of('no-permission', 'CanAuditWorkflows is missing for this org.');
    return this.log.list(orgId, limit, before);
  }
}

import type { ConfigurationChange } from '@countersign/engine';

/** A change as the API shows it: what it would do, without secrets. */
export function configurationChangeView(change: ConfigurationChange) {
  const { changeId, subject, subjectId, action, before, after, state, atOnce, proposedBy, proposedAt, expiresAt, decidedBy, decidedAt } =
    change;
  return {
    changeId,
    subject,
    ...(subjectId !== undefined && { subjectId }),
    action,
    ...(before && { before }),
    ...(after && { after }),
    state,
    atOnce,
    proposedBy,
    proposedAt: proposedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ...(decidedBy && { decidedBy }),
    ...(decidedAt && { decidedAt: decidedAt.toISOString() }),
  };
}

/** Beside an object that is not in effect yet. */
export function pendingView({ changeId, expiresAt }: ConfigurationChange) {
  return { confirmation: 'pending', changeId, confirmBefore: expiresAt.toISOString() };
}

/** When a change that was answered with 202 acts. */
export function pendingWarning({ changeId, expiresAt }: ConfigurationChange) {
  return {
    message: `Nothing has changed yet. It acts once another holder of CanConfigureWorkflows confirms it, before ${expiresAt.toISOString()}.`,
    reference: `/v3/configurationChanges/${changeId}`,
  };
}

import { WorkflowError } from '../domain/workflow-error';
import type { PolicyDecisionResult, PolicyVersion } from '../ports/policy-store';

/** The version that was decided. @throws WorkflowError when the word had no effect */
export function decided(result: PolicyDecisionResult): PolicyVersion {
  switch (result.kind) {
    case 'decided':
      return result.policy;
    case 'unknown':
      throw WorkflowError.of('unknown-request', 'There is no such policy version.', '/version');
    case 'own-proposal':
      throw WorkflowError.of(
        'self-approval',
        'You proposed this policy yourself; another holder of CanConfigureWorkflows has to decide.',
        '/version',
      );
    case 'stale':
      throw stale('Another version became active since this one was proposed; it can only be declined, and proposed anew.', '/version');
    case 'not-proposed':
      throw WorkflowError.of('already-decided', 'This policy version has already been decided.', '/version');
  }
}

/** The version that was proposed. @throws WorkflowError when it was based on one that is not active */
export function proposed(policy: PolicyVersion | undefined): PolicyVersion {
  if (!policy) throw stale('Another version became active since you read the policy; read it again and propose anew.', '/basedOn');
  return policy;
}

function stale(message: string, reference: string): WorkflowError {
  return WorkflowError.of('policy-stale', message, reference);
}

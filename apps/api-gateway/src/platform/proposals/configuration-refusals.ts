import { type ConfigurationDecision, type ProposalResult, type ProposedChange, WorkflowError } from '@countersign/engine';

type Subject = ProposedChange['subject'];
type Refusal = Exclude<ProposalResult['kind'], 'pending' | 'in-effect'>;

const NAMES: Readonly<Record<Subject, { readonly word: string; readonly reference: string }>> = {
  webhook: { word: 'webhook', reference: '/webHookId' },
  'api-client': { word: 'API client', reference: '/clientId' },
};

/** Why a change cannot be proposed, or not be confirmed any more. */
export function refusalProblem(refusal: Refusal, subject: Subject): WorkflowError {
  const { word, reference } = NAMES[subject];
  switch (refusal) {
    case 'unknown':
      return WorkflowError.of('unknown-request', `There is no such ${word} in this org.`, reference);
    case 'stale':
      return WorkflowError.of('changed-meanwhile', `The ${word} was changed since it was looked at; propose the change anew.`, reference);
    case 'name-taken':
      return WorkflowError.of('invalid-payload', `Field name: another ${word} of this org has this name.`, '/name');
    case 'too-many':
      return WorkflowError.of('wrong-state', 'This org has 100 webhooks, which is the most; delete one first.');
    case 'too-many-secrets':
      return WorkflowError.of('wrong-state', 'The secret was changed 3 times within 24 hours; wait until the oldest one has ended.');
    case 'too-many-pending':
      return WorkflowError.of('wrong-state', '100 changes wait for a second person, which is the most; confirm, decline or withdraw some.');
    case 'own-suspension':
      return WorkflowError.of('no-permission', 'The client is suspended because you were revoked: somebody else has to rotate its secret.');
  }
}

/** Why a word on a change had no effect. */
export function decisionProblem(kind: Exclude<ConfigurationDecision['kind'], 'done'>, subject: Subject): WorkflowError {
  switch (kind) {
    case 'not-pending':
      return WorkflowError.of(
        'already-decided',
        'This change does not wait any more: it was decided, withdrawn, or has expired.',
        '/changeId',
      );
    case 'own-proposal':
      return WorkflowError.of(
        'self-approval',
        'You proposed this change yourself; another holder of CanConfigureWorkflows has to decide. You can withdraw it.',
        '/changeId',
      );
    case 'not-proposer':
      return WorkflowError.of('no-permission', 'Only who proposed a change withdraws it; you can decline it.', '/changeId');
    default:
      return refusalProblem(kind, subject);
  }
}

export function unknownChange(): WorkflowError {
  return WorkflowError.of('unknown-request', 'There is no such change in this org.', '/changeId');
}

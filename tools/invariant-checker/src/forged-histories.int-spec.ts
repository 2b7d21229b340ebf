import { describeForgeries } from './test-support/describe-forgeries';
import { call, change, remove, repeat, tell } from './test-support/forging';
import { ORG, STORIES } from './test-support/good-stories';
import { CHECKER, requestIdOf, timeOf } from './test-support/story';

const { approved, rejected, withdrawn, waiting, failed, resolvedAsExecuted, underWay } = STORIES;
const NEVER = '01a00000-0000-7000-8000-999999999999';

describeForgeries('what clients were told', [
  [
    'I1',
    'an acknowledged submit without a request',
    tell('submit-1', { requestId: NEVER }),
    /submit-1 was acknowledged, but its request does not/,
  ],
  ['I1', 'an acknowledged submit that names no request', tell('submit-1', { requestId: undefined }), /without the id of a request/],
  [
    'I1',
    "a submit that became somebody else's",
    change('request', approved, 'requester_id = 12'),
    /acknowledged to user 11, but the request is of 12/,
  ],
  ['I1', 'a request of another type', change('request', approved, "type = 'EARN_BADGE'"), /was of type POINTS_REDEMPTION/],
  ['I1', 'a request that lost its key', change('request', approved, 'idempotency_key = null'), /another idempotency key/],
  ['I1', 'a stored payload that nobody sent', change('request', approved, `payload = '{"body":{}}'`), /sent another payload/],
  ['I1', 'a lost approval', remove('decision', approved), /Decision approve-5 \(approve\) of user 22 was acknowledged/],
  ['I1', 'an approval that became a rejection', change('decision', approved, "verdict = 'rejected'"), /Decision approve-5/],
  ['I1', 'a lost withdrawal', change('transition', withdrawn, "to_state = 'expired'", 'seq = 2'), /Withdrawal withdraw-3/],
  ['I1', "a lost operators' word", remove('review', resolvedAsExecuted), /Word confirm-11 \(confirm\) of operator 32/],
  [
    'I1',
    'an end that changed after it was told',
    tell('reject-2', { state: 'approved' }),
    /told the state approved, but the request is rejected/,
  ],
  [
    'I1',
    'an approval that was forgotten',
    change('request', approved, "state = 'pending'"),
    /told the state IntouchAPITask, but the request is pending/,
  ],
  ['I1', 'a state that does not exist', tell('reject-2', { state: 'gone' }), /told the state gone/],
  ['I1', 'a lost endpoint', { sql: 'delete from webhook_endpoint' }, /was registered, but is not stored/],
  [
    'I2',
    'two requests under one key',
    repeat('request', approved, { request_id: NEVER }),
    /User 11 has 2 requests under one idempotency key/,
  ],
  ['I2', 'a repeated submit that was told another request', tell('submit-5-again', { requestId: NEVER }), /told 2 different requests/],
  ['I2', 'a repeated submit that was answered differently', tell('submit-5-again', { answerHash: 'other' }), /got 2 different answers/],
  [
    'I2',
    'one key for two decisions',
    tell('approve-6', { idempotencyKey: 'decide-5' }),
    /checker 22 have one key, but were acknowledged as different decisions/,
  ],
  ['I2', 'a refused submit that was stored', tell('submit-1', { phase: 'fail' }), /Submit submit-1 was refused/],
  [
    'I1',
    'a decision of a request that does not exist',
    call({ kind: 'approve', phase: 'ok', orgId: ORG, userId: CHECKER, requestId: NEVER, at: timeOf(50) }),
    /Decision forged/,
  ],
]);

describeForgeries('the journal', [
  [
    'I3',
    'a step that no one may take',
    change('transition', rejected, "to_state = 'approved'", 'seq = 2'),
    /from pending to approved by checker is not/,
  ],
  ['I3', 'a step by the wrong one', change('transition', rejected, "cause = 'maker'", 'seq = 2'), /to rejected by maker is not allowed/],
  ['I3', 'a missing step', remove('transition', approved, 'seq = 2'), /Step 3 is number 2 of the journal/],
  [
    'I3',
    'a step that begins elsewhere',
    change('transition', failed, "from_state = 'pending'", 'seq = 3'),
    /begins at pending, but the one before/,
  ],
  [
    'I3',
    'a step after the end',
    repeat('transition', rejected, { seq: 3, from_state: 'rejected' }, 'seq = 2'),
    /Step 3 to rejected follows the end/,
  ],
  ['I3', 'a state that the journal does not lead to', change('request', failed, "state = 'approved'"), /its journal ends at failed/],
  ['I3', 'a version that is not the last step', change('request', failed, 'version = 9'), /with version 9/],
  ['I3', 'a request without a journal', remove('transition', waiting), /its journal is empty/],
  ['I3', 'a journal without a request', remove('request', waiting), /belongs to no request/],
  ['I3', 'an execution that is gone', remove('execution', underWay), /is accepted and has no execution/],
  [
    'I3',
    'an execution that is left',
    repeat('execution', underWay, { request_id: requestIdOf(approved) }),
    /is approved and still has an execution/,
  ],
  [
    'I3',
    'two open requests that would do the same',
    change('request', waiting, "natural_key_hash = 'natural-17'"),
    /2 open requests would do/,
  ],
]);

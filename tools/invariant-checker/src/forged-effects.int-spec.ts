import { describeForgeries } from './test-support/describe-forgeries';
import { change, forget, record, recordAgain, remove, repeat } from './test-support/forging';
import { ORG_ZERO, STORIES } from './test-support/good-stories';
import { requestIdOf, timestamp } from './test-support/story';

const { approved, rejected, waiting, failed, replayed, statusSetTwice, held, partial, badge, automatic } = STORIES;
const { resolvedAsExecuted, resolvedAsNotExecuted, sentAgain, underWay } = STORIES;
const keyOf = (story: typeof rejected | typeof waiting | typeof failed): object => ({
  idempotencyKey: `${story.org}-${requestIdOf(story)}`,
});

describeForgeries('effects', [
  ['I5', 'an approved request without effect', forget(approved), /is approved, but has 0 effect/],
  ['I5', 'an effect that happened twice', recordAgain(approved), /is approved, but has 2 effect/],
  ['I5', 'a status change without effect', forget(statusSetTwice), /is approved, but has 0 effect/],
  ['I5', 'a status change to two labels', recordAgain(statusSetTwice, { label: 'Silver' }), /is approved, but has 3 effect/],
  ['I5', 'an effect of a failed request', recordAgain(approved, keyOf(failed)), /is failed, but has 1 effect/],
  ['I5', 'an effect of a rejected request', recordAgain(approved, keyOf(rejected)), /is rejected, but has 1 effect/],
  ['I5', 'an effect of a request that waits', recordAgain(approved, keyOf(waiting)), /is pending, but has 1 effect/],
  ['I5', 'an effect that nobody approved', recordAgain(approved, keyOf(waiting)), /is of a request that nobody approved/],
  ['I5', 'a held request that happened twice', recordAgain(held), /is needs_review and has 2 effect/],
  ['I5', 'operators who say executed of what did not happen', forget(resolvedAsExecuted), /is approved by operators, but has 0 effect/],
  [
    'I5',
    'operators who say not executed of what happened',
    recordAgain(held, { idempotencyKey: `7-${requestIdOf(resolvedAsNotExecuted)}` }),
    /is failed by operators, but has 1 effect/,
  ],
  ['I5', 'an effect without a key', recordAgain(approved, { idempotencyKey: null }), /has no key of Countersign/],
  ['I5', 'an effect of a request that does not exist', remove('request', approved), /has the key of a request that does not exist/],
  ['I5', 'an effect in another org', record(approved, { orgId: ORG_ZERO }), /happened in org 0, but its request is of org 7/],
  ['I5', 'an effect of another call', record(approved, { call: 'earn-badge' }), /it is a earn-badge instead of a redeem-points/],
  ['I5', 'another number of points', record(approved, { points: 101 }), /101 points instead of 100/],
  ['I5', 'points that do not add up', record(approved, { points: 101 }), /points moved in org 7, but approved requests come to/],
  ['I5', 'another reference', record(approved, { reference: 'other' }), /it has another reference/],
  ['I5', 'another label', record(statusSetTwice, { label: 'Silver' }), /it sets another label/],
  ['I5', 'another badge', record(badge, { badgeMetaId: 'badge-2' }), /it is about another badge/],
  ['I5', 'another customer', record(badge, { customerIds: [5001009] }), /it is about other customers/],
  ['I5', 'a customer whom nobody named', record(partial, { customerIds: [5001001, 5001009] }), /it is about other customers/],
  ['I5', 'an automatic approval without a policy', { sql: 'delete from policy' }, /is of a request that nobody approved/],
  ['I5', 'goodwill to somebody else', record(automatic, { customerIds: [5001009] }), /it is about other customers/],
]);

describeForgeries('outcomes', [
  ['I8', 'an approval without a call', remove('attempt', approved, 'endpoint_id is null'), /is approved on no call at all/],
  [
    'I8',
    'an approval on a lost answer',
    change('attempt', approved, "class = 'in-doubt'", 'endpoint_id is null'),
    /a call that came out in-doubt/,
  ],
  [
    'I8',
    'an approval on a duplicate without doubt',
    remove('attempt', replayed, "class = 'in-doubt'"),
    /a duplicate answer, although no earlier/,
  ],
  ['I8', 'an approval on a call without a lease', change('attempt', approved, 'fenced = true', 'endpoint_id is null'), /on no call at all/],
  [
    'I8',
    'a failure on a lost answer',
    change('attempt', failed, "class = 'in-doubt'", 'endpoint_id is null'),
    /failed on a call that came out in-doubt/,
  ],
  ['I8', 'a failure without a call', remove('attempt', failed, 'endpoint_id is null'), /is failed on no call at all/],
  [
    'I8',
    'a failure after doubt',
    repeat('attempt', failed, { attempt_id: 0, class: 'in-doubt', epoch: 0 }, 'endpoint_id is null'),
    /failed although an earlier call/,
  ],
  [
    'I8',
    'a failure that a restored backup knows nothing about',
    { sql: `update database_origin set restored_at = '${timestamp(28)}'` },
    /before a backup was restored/,
  ],
  [
    'I8',
    'an outcome of another state',
    change('request', failed, `outcome = '{"kind":"executed"}'`),
    /is failed, but its outcome is executed/,
  ],
  ['I8', 'a missing outcome', change('request', approved, 'outcome = null'), /but its outcome is missing/],
  ['I8', 'an outcome that the journal tells otherwise', change('transition', held, 'outcome = null', 'seq = 3'), /tells another outcome/],
]);

describeForgeries('leases', [
  [
    'I9',
    'a call of an epoch that was over',
    change('attempt', replayed, 'fenced = false'),
    /A call of epoch 1 counted after one of epoch 2/,
  ],
  [
    'I9',
    'two calls of one epoch',
    repeat('attempt', approved, { attempt_id: 99_999 }, 'endpoint_id is null'),
    /A call of epoch 1 counted after one of epoch 1/,
  ],
  [
    'I9',
    'a delivery try of an epoch that was over',
    repeat('attempt', approved, { attempt_id: 99_999 }, 'endpoint_id is not null'),
    /A delivery try of step 1 with epoch 1 counted after one with epoch/,
  ],
  ['I9', 'a step on the word of a worker without a lease', change('attempt', approved, 'fenced = true'), /made when no call with a lease/],
  [
    'I9',
    'a call that counts after the end',
    repeat('attempt', approved, { attempt_id: 99_999, epoch: 2, at: timestamp(500) }, 'endpoint_id is null'),
    /A call of epoch 2 counted after the request was approved/,
  ],
  ['I9', 'an execution with an old epoch', change('execution', held, 'epoch = 0'), /The execution has epoch 0, but a call had epoch 1/],
]);

describeForgeries('progress', [
  [
    'I7',
    'an accepted request that nobody executes',
    change('transition', underWay, `at = '${timestamp(400)}'`),
    /accepted 200 s before the end/,
  ],
  ['I7', 'an execution that is overdue', change('execution', underWay, `due_at = '${timestamp(500)}'`), /has been due since/],
  [
    'I7',
    'a lease that nobody took over',
    change('execution', underWay, `lease_until = '${timestamp(500)}'`),
    /The lease on the execution ended/,
  ],
  ['I7', 'an execution that is never due', change('execution', underWay, `due_at = 'infinity'`), /its execution is never due/],
  [
    'I7',
    'a held request that would be sent',
    change('execution', held, `due_at = '${timestamp(599)}'`),
    /its execution would be sent again/,
  ],
  [
    'I7',
    'a delivery that is overdue',
    change('delivery', waiting, `due_at = '${timestamp(500)}'`),
    /The delivery of step 1 to endpoint .* has been due/,
  ],
  ['I7', 'a request that does not expire', change('request', waiting, `expires_at = '${timestamp(500)}'`), /should have expired/],
  [
    'I17',
    'a run in which little ended',
    { sql: "update request set state = 'pending' where state = 'approved'" },
    /Only \d+ of \d+ requests ended/,
  ],
  [
    'I17',
    'a run in which most calls failed',
    { evidence: ({ history }) => history.forEach((line) => line.duringFault && line.phase === 'ok' && (line.phase = 'unknown')) },
    /Only 0 of \d+ calls during faults succeeded/,
  ],
  ['I8', 'a held request sent again that fails on its old doubt', failAgain(), /failed although an earlier call/],
]);

/** As if nobody had cleared the doubt. */
function failAgain() {
  const id = requestIdOf(sentAgain);
  return {
    sql: `update request set state = 'failed' where request_id = '${id}';
          update transition set at = '${timestamp(10)}' where request_id = '${id}' and cause = 'operators'`,
  };
}

import { describeForgeries } from './test-support/describe-forgeries';
import { change, remove, repeat } from './test-support/forging';
import { ORG, STORIES } from './test-support/good-stories';
import { CHECKER, FIRST_CHECKER, MAKER, requestIdOf } from './test-support/story';

const { askedAgain, approved, rejected, waiting, failed, automatic, resolvedAsExecuted, sentAgain, held, ofTwoCheckers } = STORIES;
const NEVER = '01a00000-0000-7000-8000-999999999999';

describeForgeries('the two people', [
  [
    'I4',
    'a maker who is the checker',
    change('decision', approved, `checker_id = ${MAKER}`),
    /User 11 made the request and is named as its checker in a dec/,
  ],
  [
    'I4',
    'a maker whom a step names as checker',
    change('transition', approved, `checker_id = ${MAKER}`, 'seq = 3'),
    /as its checker in step 3/,
  ],
  [
    'I4',
    'a maker whom the request names as checker',
    change('request', approved, `checker_id = ${MAKER}`),
    /as its checker in the request/,
  ],
  [
    'I4',
    'an approval that was taken back of somebody who was not revoked',
    {
      sql: `insert into revoked_approval (org_id, request_id, checker_id, checker_name, decided_at, revoked_by, revoked_by_name, at)
     values (${ORG}, '${requestIdOf(waiting)}', ${CHECKER}, 'c', now(), 77, 'b', now())`,
    },
    /checker 22 that was taken back is of somebody who was not revoked/,
  ],
  ['I4', 'an acceptance without an approval', remove('decision', approved), /is approved with 0 of 1 approvals/],
  ['I4', 'an acceptance below its quorum', change('request', approved, 'quorum = 2'), /with 1 of 2 approvals/],
  [
    'I4',
    'an acceptance by one of two',
    remove('decision', ofTwoCheckers, `checker_id = ${FIRST_CHECKER}`),
    /is approved with 1 of 2 approvals/,
  ],
  ['I4', 'a checker who counts as two', change('decision', ofTwoCheckers, `checker_id = ${CHECKER}`), /is approved with 1 of 2 approvals/],
  [
    'I4',
    'a checker with two decisions',
    change('decision', ofTwoCheckers, `checker_id = ${CHECKER}`),
    /Checker 22 has 2 decisions about the request/,
  ],
  [
    'I4',
    'a quorum that was lowered',
    change('request', ofTwoCheckers, "quorum = 1, level_grants = array['CanCheckRequest']"),
    /with band 2 and 1 approvals by CanCheckRequest; its policy wants band 2 and 2 by CanCheckRequest, CanCheckRequestSenior/,
  ],
  [
    'I4',
    'a level that takes another grant',
    change('request', ofTwoCheckers, "level_grants = array['CanCheckRequest', 'CanCheckRequest']"),
    /2 approvals by CanCheckRequest, CanCheckRequest; its policy wants/,
  ],
  [
    'I4',
    'levels in another order',
    change('request', ofTwoCheckers, 'level_grants = array[level_grants[2], level_grants[1]]'),
    /its policy wants/,
  ],
  ['I4', 'levels that are forgotten', change('request', ofTwoCheckers, 'level_grants = null'), /its policy wants band 2 and 2/],
  ['I4', 'a band of smaller amounts', change('request', ofTwoCheckers, 'band = 1'), /with band 1 and 2 .* wants band 2/],
  ['I4', 'a band where there is none', change('request', approved, 'band = 1'), /with band 1 and 1 .* wants band none/],
  ['I4', 'points that count for less', change('request', ofTwoCheckers, 'amount = 50'), /counts with 50 points and asks for 100/],
  ['I4', 'points that do not count', change('request', approved, 'amount = null'), /counts with no points and asks for 100/],
  ['I4', 'limits that were not bound', change('request', ofTwoCheckers, 'limits = null'), /held to no limits, which is not/],
  [
    'I4',
    'limits that were widened',
    change('request', ofTwoCheckers, `limits = '{"caps":{"maker":{"requests":3,"amount":200}}}'`),
    /held to .*"requests":3.*, which is not what its policy says/,
  ],
  ['I4', 'limits by no policy', change('request', approved, `limits = '{"caps":{"org":{"requests":1}}}'`), /held to .*"org"/],
  [
    'I4',
    'more than a cap of requests',
    { sql: setCaps('{"requests":1}') },
    /2 requests of 200.* points were let in on 2026-01-01, beyond the cap/,
  ],
  ['I4', 'more than a cap of points', { sql: setCaps('{"amount":199.5}') }, /beyond the cap \{"amount":199.5\} of a maker/],
  [
    'I4',
    'a customer with two requests where that is refused',
    {
      sql: `update policy set controls = '{"duplicates":{"sameCustomerPending":"refuse"}}' where type = 'POINTS_REDEMPTION';
            update request set limits = '{"caps":{},"sameCustomerPending":true}' where limits is not null`,
    },
    /"sameCustomerPending":true\}, which is not what its policy says/,
  ],
  [
    'I4',
    'two decisions about one request',
    repeat('decision', approved, { checker_id: 23, verdict: 'rejected' }),
    /1 of 1 approvals and 1 rej/,
  ],
  ['I4', 'a rejection that nobody spoke', remove('decision', rejected), /is rejected with 0 rejections/],
  ['I4', 'an approval of what still waits', { sql: repeatFor(waiting) }, /is pending with 0 rejections and 1 of 1 approvals/],
  [
    'I4',
    'a step that names another checker',
    change('transition', approved, 'actor_id = 23, checker_id = 23', 'seq = 2'),
    /names checker 23, who has not/,
  ],
  [
    'I4',
    'a step that puts words into a mouth',
    change('transition', approved, "comment = 'yes!'", 'seq = 2'),
    /names checker 22, who has not/,
  ],
  [
    'I4',
    'an end that names another checker',
    change('transition', approved, 'checker_id = 23', 'seq = 3'),
    /Step 3 names checker 23, who did not/,
  ],
  ['I4', 'approvals that are miscounted', change('request', approved, 'approvals = 2'), /counts 2 approvals, but 1 are stored/],
  ['I4', 'a policy that does not exist', change('request', automatic, 'policy_version = 8'), /policy version 8, which does not exist/],
  ['I4', 'a policy that was never agreed upon', { sql: "update policy set status = 'proposed'" }, /which was never agreed upon/],
  [
    'I4',
    'a policy of its own maker',
    { sql: `update policy set proposed_by = ${MAKER}` },
    /by policy version 1, in which its maker has a part/,
  ],
  [
    'I4',
    'a checker because of a policy that is not its own',
    change('request', approved, `limits = '{"caps":{},"ownPolicy":true}'`),
    /says that its maker has a part in policy version \d+, who has none/,
  ],
  ['I4', 'a policy that wants a checker', { sql: `update policy set auto_approval = '{"mode":"off"}'` }, /which wants a checker/],
  [
    'I4',
    'a policy below the amount',
    { sql: `update policy set auto_approval = '{"mode":"up-to","amount":19}'` },
    /not allow it for this amount/,
  ],
  [
    'I4',
    'a judgement by no policy',
    change('request', approved, 'policy_version = 8'),
    /was judged by policy version 8, which does not exist/,
  ],
  [
    'I4',
    'a payload that the checker has not seen',
    change('request', approved, "payload_digest = 'other'"),
    /Checker 22 saw another payload/,
  ],
  ['I4', 'a replay of what does not exist', change('request', askedAgain, `replay_of = '${NEVER}'`), /replays one that does not exist/],
  [
    'I4',
    'a replay of what did not fail',
    change('request', askedAgain, `replay_of = '${requestIdOf(approved)}'`),
    /replays one that is approved/,
  ],
  ['I4', 'a replay of something else', change('request', failed, `payload = '{"body":{}}'`), /replays one with another payload/],
  [
    'I4',
    'a replay that forgets who asked',
    change('request', askedAgain, "earlier_maker_ids = '{}'"),
    /does not name all who asked for it before/,
  ],
  [
    'I4',
    'earlier makers of a request that is new',
    change('request', approved, "earlier_maker_ids = '{9}'"),
    /names other makers, but asks for nothing again/,
  ],
  [
    'I4',
    'a request that asks again for what was approved',
    change('request', askedAgain, `replay_of = null, resubmission_of = '${requestIdOf(approved)}'`),
    /asks again for one that is approved/,
  ],
  [
    'I4',
    'a checker who asked for it before',
    change('request', askedAgain, `earlier_maker_ids = '{${CHECKER}}'`),
    /User 22 asked for it before/,
  ],
  ['I4', 'a policy of one person', { sql: 'update policy set decided_by = proposed_by' }, /was not agreed upon by a second person/],
  [
    'I4',
    'a hold that one person ended',
    change('review', resolvedAsExecuted, 'proposed_by = decided_by'),
    /ended a hold without a proposal/,
  ],
  ['I4', 'a hold that its maker ended', change('review', sentAgain, `proposed_by = ${MAKER}`), /ended a hold without a proposal/],
  [
    'I4',
    'a hold that ended otherwise than confirmed',
    change('review', resolvedAsExecuted, "action = 'retry'"),
    /ended a hold without a proposal/,
  ],
]);

function repeatFor(story: typeof waiting): string {
  return `insert into decision select n.* from decision o cross join json_populate_record(o, '{"request_id":"${requestIdOf(story)}"}') n
           where o.request_id = '${requestIdOf(held)}'`;
}

/** The same cap for policy and requests. */
function setCaps(cap: string): string {
  return `update policy set controls = json_build_object('bands', controls -> 'bands', 'dailyCaps', json_build_object('maker', '${cap}'::json))
           where controls is not null;
          update request set limits = '{"caps":{"maker":${cap}}}' where limits is not null`;
}

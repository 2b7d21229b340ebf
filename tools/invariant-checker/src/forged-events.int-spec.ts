import { describeForgeries } from './test-support/describe-forgeries';
import { atEvent, change, remove, retell, signedAnew } from './test-support/forging';
import { RECEIVERS } from './test-support/good-evidence';
import { STORIES } from './test-support/good-stories';
import { eventIdOf, requestIdOf, timestamp } from './test-support/story';

const { approved, rejected, waiting, failed, statusSetTwice, replayed, ofOrgZero, underWay } = STORIES;
const FOREIGN = '00000009-0000-4000-8000-000000000009';

const swapped = (from: RegExp | string, to: string) => (text: string) => text.replace(from, to);

describeForgeries('what events say', [
  ['I6', 'a public step without an event', change('transition', approved, 'event_id = null', 'seq = 3'), /Step 3 to approved has no event/],
  [
    'I6',
    'an event of a step that is not public',
    change('transition', approved, `event_id = '${FOREIGN}'`, 'seq = 2'),
    /to accepted has an event/,
  ],
  [
    'I6',
    'two steps with one event',
    change('transition', approved, `event_id = '${eventIdOf(failed, 3)}'`, 'seq = 3'),
    /is that of 2 steps/,
  ],
  [
    'I6',
    'an event id that can be guessed',
    change('transition', approved, `event_id = '${requestIdOf(approved)}'`, 'seq = 3'),
    /is no UUID of version 4/,
  ],
  [
    'I6',
    'an end that subscribers do not hear of',
    change('transition', rejected, 'event_id = null', 'seq = 2'),
    /is rejected \(checker\) and has the events \[AdminTask\]/,
  ],
  [
    'I6',
    'a start that subscribers do not hear of',
    change('transition', rejected, 'event_id = null', 'seq = 1'),
    /has the events \[rejected\]/,
  ],
  [
    'I6',
    'an event with a member too many',
    retell(approved, 'approved', swapped('"comment"', '"internal":1,"comment"')),
    /not documented, or in another order/,
  ],
  [
    'I6',
    'an event in another order',
    retell(approved, 'approved', swapped('"eventName":"requestWorkflowEvent",', '')),
    /is no requestWorkflowEvent/,
  ],
  [
    'I6',
    'an envelope with a member too many',
    retell(approved, 'approved', swapped('"loyaltyEventId"', '"x":1,"loyaltyEventId"')),
    /other members than documented/,
  ],
  ['I6', 'a loyaltyEventId', retell(approved, 'approved', swapped('"loyaltyEventId":null', '"loyaltyEventId":1')), /has a loyaltyEventId/],
  ['I6', 'another org', retell(approved, 'approved', swapped('"orgId":7', '"orgId":8')), /tells another orgId/],
  ['I6', 'another refId', retell(approved, 'approved', swapped('"refId":"7_', '"refId":"8_')), /tells another refId/],
  ['I6', 'another trace', retell(approved, 'approved', swapped('"apiRequestId":"3', '"apiRequestId":"4')), /tells another apiRequestId/],
  [
    'I6',
    'another request',
    retell(approved, 'approved', swapped(/"requestId":"[^"]+"/, `"requestId":"${requestIdOf(failed)}"`)),
    /another requestId/,
  ],
  ['I6', 'another type', retell(approved, 'approved', swapped('POINTS_REDEMPTION', 'EARN_BADGE')), /tells another requestType/],
  ['I6', 'another maker', retell(approved, 'approved', swapped('"requesterId":11', '"requesterId":12')), /tells another requesterId/],
  ['I6', 'another checker', retell(approved, 'approved', swapped('"checkerId":22', '"checkerId":23')), /tells another checkerId/],
  [
    'I6',
    'a checker where none is documented',
    retell(statusSetTwice, 'approved', swapped('"currentR', '"checkerId":22,"currentR')),
    /tells another checkerId/,
  ],
  [
    'I6',
    'another state',
    retell(failed, 'failed', swapped('"currentRequestState":"failed"', '"currentRequestState":"approved"')),
    /currentRequestState/,
  ],
  [
    'I6',
    'no previous state',
    retell(approved, 'approved', swapped('"previousRequestState":"AdminTask",', '')),
    /tells another previousRequestState/,
  ],
  ['I6', 'another time', change('transition', approved, `at = '${timestamp(29)}'`, 'seq = 3'), /tells another updateTime/],
  ['I6', 'another comment', retell(approved, 'approved', swapped('looks right', 'looks wrong')), /tells another comment/],
  ['I6', 'no reason', retell(statusSetTwice, 'AdminTask', swapped('"reason":"marker-7-","requestA', '"requestA')), /tells another reason/],
  [
    'I6',
    'another payload',
    retell(approved, 'approved', swapped('"points_redeemed":"100"', '"points_redeemed":"900"')),
    /another requestAttributes/,
  ],
  [
    'I6',
    "a payload in another spelling than the maker's",
    retell(approved, 'approved', swapped('{"root"', '{ "root"')),
    /another requestAttributes/,
  ],
]);

describeForgeries('deliveries', [
  ['I12', 'an event that an endpoint has no delivery of', remove('delivery', approved), /has no delivery to endpoint/],
  ['I12', 'a delivery of a step that is no event', change('delivery', approved, 'seq = 2', 'seq = 3'), /is of no event or to no endpoint/],
  [
    'I12',
    'a delivery to an endpoint of another org',
    change('delivery', ofOrgZero, `endpoint_id = '${RECEIVERS.weary.endpointId}'`),
    /to no endpoint/,
  ],
  [
    'I12',
    'a delivery that never arrived',
    atEvent(approved, 'approved', (lines, index) => lines.splice(index, 1)),
    /its receiver never accepted it/,
  ],
  [
    'I12',
    'a delivery that its receiver refused',
    atEvent(approved, 'approved', (lines, index) => Object.assign(lines[index] ?? {}, { answered: 500 })),
    /its receiver never accepted it/,
  ],
  ['I12', 'a delivery without a try', remove('attempt', approved, 'endpoint_id is not null'), /is delivered without a reason/],
  ['I12', 'an exhausted delivery without tries', remove('attempt', rejected, 'endpoint_id is not null'), /is exhausted without a reason/],
  [
    'I12',
    'a delivery dropped from an endpoint that is there',
    change('delivery', approved, "state = 'dropped'"),
    /is dropped without a reason/,
  ],
  [
    'I12',
    'a signature with another secret',
    atEvent(approved, 'approved', (lines, index) => sign(lines[index], { secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' })),
    /has a signature that is not over these bytes/,
  ],
  [
    'I12',
    'bytes that were altered on the way',
    atEvent(approved, 'approved', (lines, index) => void (lines[index]!.bodyText += ' ')),
    /has a signature that is not over these bytes/,
  ],
  ['I12', 'no signature', atEvent(approved, 'approved', (lines, index) => void (lines[index]!.headers = {})), /has no signature/],
  [
    'I12',
    'another webhook-id',
    atEvent(approved, 'approved', (lines, index) => sign(lines[index], { id: FOREIGN })),
    /has another webhook-id/,
  ],
  [
    'I12',
    'an old webhook-timestamp',
    atEvent(approved, 'approved', (lines, index) => sign(lines[index], { later: -3_600_000 })),
    /webhook-timestamp that is far from/,
  ],
  [
    'I12',
    'an event that never happened',
    retell(approved, 'approved', swapped(eventIdOf(approved, 3), FOREIGN)),
    /is an event that never happened/,
  ],
  [
    'I12',
    'an event of another org',
    {
      evidence: ({ received }) => {
        const [first] = received[RECEIVERS.zero.endpointId] ?? [];
        if (first) received[RECEIVERS.steady.endpointId]?.push(first);
      },
    },
    /is an event of another org/,
  ],
  [
    'I12',
    'an event that was sent without a delivery',
    remove('delivery', approved, `endpoint_id = '${RECEIVERS.steady.endpointId}'`),
    /it has no delivery of/,
  ],
  [
    'I12',
    'a repeated event with other bytes',
    atEvent(approved, 'approved', (lines, index) => {
      const line = { ...lines[index], bodyText: `${lines[index]?.bodyText ?? ''} ` };
      lines.push({ ...line, headers: signedAnew(line, { id: eventIdOf(approved, 3) }) });
    }),
    /with 2 different bodies/,
  ],
  [
    'I12',
    'a receiver that nobody registered',
    { evidence: ({ run }) => void (run.receivers = run.receivers.slice(1)) },
    /came to a receiver that was never registered/,
  ],
  [
    'I13',
    'an end that came before the start was taken',
    atEvent(approved, 'AdminTask', (lines, index) => Object.assign(lines[index] ?? {}, { answered: 500 })),
    /was sent approved \(line \d+\) before it had accepted AdminTask/,
  ],
  [
    'I13',
    'an end that came before the start',
    atEvent(approved, 'approved', (lines, index) => lines.unshift(...lines.splice(index, 1))),
    /was sent approved \(line 1\) before it had accepted AdminTask/,
  ],
  [
    'I13',
    'an end that was delivered while the start is due',
    startDue(),
    /Step 3 is delivered at endpoint .*, but step 1 was never tried to its end/,
  ],
]);

describeForgeries('times', [
  [
    'I11',
    'a step before the one ahead of it',
    change('transition', approved, `at = '${timestamp(20)}'`, 'seq = 3'),
    /Step 3 was at .*, before the step ahead/,
  ],
  [
    'I11',
    'a request that began at another time',
    change('request', approved, `created_at = '${timestamp(2)}'`),
    /The start of the request/,
  ],
  [
    'I11',
    'a change before the last step',
    change('request', approved, `updated_at = '${timestamp(25)}'`),
    /The last change of the request/,
  ],
  ['I11', 'an end at another time', change('request', approved, `ended_at = '${timestamp(40)}'`), /The end of the request/],
  ['I11', 'an end of what has not ended', change('request', underWay, `ended_at = updated_at`), /The end of the request/],
  [
    'I11',
    'a decision before the request',
    change('decision', approved, `decided_at = '${timestamp(1)}'`),
    /outside the life of the request/,
  ],
  [
    'I11',
    'an expiry before its time',
    change('request', STORIES.expired, `expires_at = '${timestamp(99)}'`),
    /became expired at .*, but its time was/,
  ],
  [
    'I11',
    'a decision after expiry',
    change('request', approved, `expires_at = '${timestamp(24)}'`),
    /became accepted at .*, but its time was/,
  ],
  [
    'I11',
    'an event older than what it tells',
    retell(approved, 'approved', swapped(/"createdAt":\d+/, '"createdAt":5')),
    /created before its updateTime/,
  ],
  [
    'I11',
    'events that go back in time',
    retell(replayed, 'approved', swapped(/"updateTime":\d+/, '"updateTime":5')),
    /has an updateTime before that of the/,
  ],
  ['I11', 'a delivery before its event', change('delivery', waiting, `created_at = '${timestamp(1)}'`), /before it happened/],
]);

function sign(
  line: Parameters<typeof signedAnew>[0] | undefined,
  { id = eventIdOf(approved, 3), ...how }: Parameters<typeof signedAnew>[1],
): void {
  if (line) line.headers = signedAnew(line, { id, ...how });
}

function startDue() {
  const id = requestIdOf(approved);
  return {
    sql: `update delivery set state = 'due' where request_id = '${id}' and seq = 1;
          delete from attempt where request_id = '${id}' and endpoint_id is not null and seq = 1`,
  };
}

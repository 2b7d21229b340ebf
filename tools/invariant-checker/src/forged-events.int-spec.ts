import { describeForgeries } from './test-support/describe-forgeries';
import { change, retell, swapped } from './test-support/forging';
import { STORIES } from './test-support/good-stories';
import { eventIdOf, requestIdOf, timestamp } from './test-support/story';

const { approved, rejected, failed, statusSetTwice } = STORIES;
const FOREIGN = '00000009-0000-4000-8000-000000000009';

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

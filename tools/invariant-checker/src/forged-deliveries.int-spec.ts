import { describeForgeries } from './test-support/describe-forgeries';
import { atEvent, change, remove, retell, signedAnew, swapped } from './test-support/forging';
import { RECEIVERS } from './test-support/good-evidence';
import { STORIES } from './test-support/good-stories';
import { eventIdOf, requestIdOf, timestamp } from './test-support/story';

const { approved, rejected, waiting, replayed, ofOrgZero, underWay } = STORIES;
const FOREIGN = '00000009-0000-4000-8000-000000000009';

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
    atEvent(approved, 'approved', (lines, index) => Object.assign(lines[index] ?? {}, { bodyText: `${lines[index]?.bodyText ?? ''} ` })),
    /has a signature that is not over these bytes/,
  ],
  [
    'I12',
    'no signature',
    atEvent(approved, 'approved', (lines, index) => Object.assign(lines[index] ?? {}, { headers: {} })),
    /has no signature/,
  ],
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
  [
    'I11',
    'a delivery made at another time',
    change('delivery', waiting, `created_at = '${timestamp(1)}'`),
    /was not made when its event happened/,
  ],
  [
    'I11',
    'a delivery done before its event',
    change('delivery', approved, `delivered_at = '${timestamp(1)}'`),
    /was done before its event/,
  ],
  [
    'I11',
    'a delivery done at another time',
    change('delivery', approved, `delivered_at = '${timestamp(500)}'`),
    /was done when no try had/,
  ],
  ['I12', 'a delivery in a state that does not exist', change('delivery', approved, "state = 'lost'"), /is lost without a reason/],
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

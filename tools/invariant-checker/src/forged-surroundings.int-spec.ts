import { describeForgeries } from './test-support/describe-forgeries';
import { change, record, tell } from './test-support/forging';
import { RECEIVERS } from './test-support/good-evidence';
import { ORG_ZERO, STORIES } from './test-support/good-stories';
import { markerOf, timeOf } from './test-support/story';

const { approved, rejected, sentAgain } = STORIES;
const FOREIGN = markerOf(ORG_ZERO);
const unanswered = { evidence: unansweredDuring(100, 140) };

describeForgeries('the surroundings', [
  ['I10', 'calls that fail without Redis', unanswered, /\d+ of \d+ submit calls got no answer while Redis was in trouble/],
  [
    'I14',
    "calls that fail in others' trouble",
    { evidence: unansweredDuring(150, 190) },
    /\d+ of \d+ calls got no answer while only other orgs/,
  ],
  ['I14', "calls that wait in others' trouble", { evidence: slowDuring(151, 190) }, /The slowest hundredth of calls took \d+ ms/],
  [
    'I15',
    "another org's marker in a request",
    change('request', approved, `line = '${FOREIGN}'`),
    /The stored request holds the marker of org 0/,
  ],
  [
    'I15',
    "another org's marker in a decision",
    change('decision', rejected, `comment = '${FOREIGN}'`),
    /A decision holds the marker of org 0/,
  ],
  ['I15', "another org's marker in a step", change('transition', rejected, `comment = '${FOREIGN}'`), /Step 1 holds the marker of org 0/],
  [
    'I15',
    "another org's marker in a proposal",
    change('review', sentAgain, `evidence = '${FOREIGN}'`),
    /A proposal holds the marker of org 0/,
  ],
  [
    'I15',
    "another org's marker in an answer",
    tell('submit-1', { markersSeen: [7, 0] }),
    /answer to call submit-1 \(submit\) held the marker of org 0/,
  ],
  ['I15', 'an effect in another org', record(approved, { orgId: ORG_ZERO }), /of a request of org 7 happened in org 0/],
  [
    'I15',
    "another org's marker in an event",
    { evidence: ({ received }) => received[RECEIVERS.steady.endpointId]?.forEach((line) => (line.bodyText += FOREIGN)) },
    /Line 1 of receiver .* holds the marker of org 0/,
  ],
  [
    'I18',
    'Redis growing with the number of requests',
    {
      evidence: ({ run }) =>
        void (run.redisMemory = [
          { requests: 10_000, bytes: 2_000_000 },
          { requests: 100_000, bytes: 20_000_000 },
        ]),
    },
    /Redis held 2000000 bytes after 10000 requests and 20000000 after 100000/,
  ],
]);

type Spoil = NonNullable<Parameters<typeof describeForgeries>[1][number][2]['evidence']>;

function unansweredDuring(from: number, to: number): Spoil {
  return ({ history }) => {
    for (const line of history) if (line.phase === 'ok' && line.at >= timeOf(from) && line.at <= timeOf(to)) line.phase = 'unknown';
  };
}

function slowDuring(from: number, to: number): Spoil {
  return ({ history }) => {
    for (const line of history) if (line.phase === 'ok' && line.at >= timeOf(from) && line.at <= timeOf(to)) line.at += 2_000;
  };
}

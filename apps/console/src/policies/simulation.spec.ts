import { comparedDays, differenceWords, headlines, type Simulation, type Tally, verdictWords } from './simulation';

const tally = (autoApproved: number, toCheckers: number, checkerDecisions: number): Tally => ({
  autoApproved,
  toCheckers,
  refused: 1,
  refusedFor: { 'maker-cap': 1 },
  checkerDecisions,
  points: { autoApproved: autoApproved * 10, toCheckers: 0, refused: 0 },
});
const simulation: Simulation = {
  from: '2026-10-30T00:00:00.000Z',
  to: '2026-11-02T11:12:25.123Z',
  submissions: 10,
  truncated: false,
  recorded: tally(4, 5, 5),
  draft: tally(3, 6, 12),
  byDay: [{ day: '2026-10-31', recorded: tally(4, 5, 5), draft: tally(3, 6, 12) }],
  flipped: 1,
  flips: [],
  notReproduced: [],
};
const plain = (count: number) => String(count);

describe('what a simulation says', () => {
  it('has a bar for each day of the range, also across months and for days without requests', () => {
    expect(comparedDays(simulation).map(({ day, checkerWas, checkerDraft }) => [day, checkerWas, checkerDraft])).toEqual([
      ['2026-10-30', 0, 0],
      ['2026-10-31', 5, 6],
      ['2026-11-01', 0, 0],
      ['2026-11-02', 0, 0],
    ]);
  });

  it('sets the added load of checkers beside the points that nobody looks at', () => {
    expect(
      headlines(simulation, true).map((headline) => [headline.label, headline.was, headline.wouldBe, differenceWords(headline, plain)]),
    ).toEqual([
      ['Approvals by checkers', 5, 12, '+7'],
      ['Requests approved at once', 4, 3, '−1'],
      ['Points approved at once', 40, 30, '−10'],
      ['Requests refused', 1, 1, 'no change'],
    ]);
    expect(headlines(simulation, false).map(({ label }) => label)).not.toContain('Points approved at once');
  });

  it('adds nothing to a difference that no amount of points has', () => {
    expect(differenceWords({ label: '', was: 10.001, wouldBe: 10.101 }, String)).toBe('+0.1');
    expect(differenceWords({ label: '', was: 0.3, wouldBe: 0.1 + 0.2 }, String)).toBe('no change');
  });

  it('tells each verdict in words', () => {
    expect(verdictWords({ verdict: 'auto' })).toBe('approved at once');
    expect(verdictWords({ verdict: 'checker', quorum: 2, band: 3 })).toBe('2 checkers (band 3)');
    expect(verdictWords({ verdict: 'refused', reason: 'customer-cap' })).toBe('refused: daily cap of the customer');
  });
});

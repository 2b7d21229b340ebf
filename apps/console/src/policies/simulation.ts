import { countOf } from '../display/numbers';
import { daysBetween } from '../display/days';

export const REFUSAL_WORDS: Readonly<Record<string, string>> = {
  'above-type-limit': 'above the limit of the type',
  'above-bands': 'above the last band',
  'maker-cap': 'daily cap of the maker',
  'customer-cap': 'daily cap of the customer',
  'org-cap': 'daily cap of the org',
  'same-customer-pending': 'another request for the customer waits',
};

export interface Tally {
  readonly autoApproved: number;
  readonly toCheckers: number;
  readonly refused: number;
  readonly refusedFor: Readonly<Record<string, number>>;
  readonly checkerDecisions: number;
  readonly points: { readonly autoApproved: number; readonly toCheckers: number; readonly refused: number };
}

export interface Comparison {
  readonly recorded: Tally;
  readonly draft: Tally;
}

export interface FlipVerdict {
  readonly verdict: 'auto' | 'checker' | 'refused';
  readonly band?: number;
  readonly quorum?: number;
  readonly reason?: string;
}

export interface Flip {
  readonly requestId?: string;
  /** Instead of a requestId where it was refused: there is no request. */
  readonly refusalId?: string;
  readonly at: string;
  readonly amount?: number;
  readonly policyVersion: number;
  readonly from: FlipVerdict;
  readonly to: FlipVerdict;
}

export interface Simulation extends Comparison {
  readonly from: string;
  readonly to: string;
  readonly submissions: number;
  readonly truncated: boolean;
  readonly byDay: readonly (Comparison & { readonly day: string })[];
  readonly flipped: number;
  readonly flips: readonly Flip[];
  readonly notReproduced: readonly string[];
}

/** One figure as it was and as it would have been. */
export interface Headline {
  readonly label: string;
  readonly was: number;
  readonly wouldBe: number;
}

export function headlines({ recorded, draft }: Comparison, hasAmount: boolean): readonly Headline[] {
  const one = (label: string, figure: (tally: Tally) => number): Headline => ({ label, was: figure(recorded), wouldBe: figure(draft) });
  return [
    one('Approvals by checkers', (tally) => tally.checkerDecisions),
    one('Requests approved at once', (tally) => tally.autoApproved),
    ...(hasAmount ? [one('Points approved at once', (tally) => tally.points.autoApproved)] : []),
    one('Requests refused', (tally) => tally.refused),
  ];
}

/** One row for each day of the range, also for those without submissions. */
export type ComparedDay = Readonly<Record<Figure, number>> & { readonly day: string };
type Figure = 'autoWas' | 'checkerWas' | 'refusedWas' | 'autoDraft' | 'checkerDraft' | 'refusedDraft';

export function comparedDays({ from, to, byDay }: Simulation): readonly ComparedDay[] {
  const known = new Map(byDay.map((day) => [day.day, day]));
  return daysBetween(from.slice(0, 10), to.slice(0, 10)).map((day) => {
    const { recorded, draft } = known.get(day) ?? {};
    return {
      day,
      autoWas: recorded?.autoApproved ?? 0,
      checkerWas: recorded?.toCheckers ?? 0,
      refusedWas: recorded?.refused ?? 0,
      autoDraft: draft?.autoApproved ?? 0,
      checkerDraft: draft?.toCheckers ?? 0,
      refusedDraft: draft?.refused ?? 0,
    };
  });
}

/** What became of a request, or would have: "approved at once", "2 checkers (band 2)", "refused: daily cap of the maker". */
export function verdictWords({ verdict, band, quorum = 1, reason }: FlipVerdict): string {
  switch (verdict) {
    case 'auto':
      return 'approved at once';
    case 'checker':
      return `${countOf(quorum, 'checker')}${band === undefined ? '' : ` (band ${band})`}`;
    case 'refused':
      return reason === undefined ? 'refused' : `refused: ${REFUSAL_WORDS[reason] ?? reason}`;
  }
}

/** Points have three decimals at most; what a difference of such numbers has beyond is no part of it. */
const FINEST = 1_000;

/** "+6", "−2", "no change". */
export function differenceWords({ was, wouldBe }: Headline, format: (count: number) => string): string {
  const difference = Math.round((wouldBe - was) * FINEST) / FINEST;
  if (difference === 0) return 'no change';
  return difference > 0 ? `+${format(difference)}` : `−${format(-difference)}`;
}

import { notifications } from '@mantine/notifications';
import type { Verdict } from '../api/request-view';
import { shortLine } from '../display/customer';
import { countOf } from '../display/numbers';
import type { Told } from './decision-results';
import { VERDICTS } from './verdict-words';

const ONE = 'decided';
/** As long as a notice stands. */
const SHOWN_MS = 4_000;

let tally = { count: 0, at: 0 };

/** Tells of the newest decision, in the place of the one before: whoever decides fast sees what they did last, and how many that makes. */
export function tellDecided(told: readonly Told[], verdict: Verdict): void {
  const [only, ...others] = told;
  if (!only) return;
  tally = { count: (Date.now() - tally.at > SHOWN_MS ? 0 : tally.count) + told.length, at: Date.now() };
  const { summary } = only.request.details;
  const isOne = others.length === 0;
  notifications.hide(ONE);
  notifications.show({
    id: ONE,
    autoClose: SHOWN_MS,
    color: VERDICTS[verdict].color,
    title: isOne ? shortLine(summary.line, summary.customer) : `${countOf(told.length, 'request')} ${VERDICTS[verdict].done}`,
    message: [isOne && only.words, tally.count > told.length && `${tally.count} decided just now.`].filter(Boolean).join(' '),
  });
}

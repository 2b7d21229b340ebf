import { countOf, formatPoints } from '../display/numbers';
import {
  CAP_SUBJECTS,
  type CapSubject,
  type DailyCap,
  MOST_DAILY_POINTS,
  MOST_DAILY_REQUESTS,
  type PolicyKind,
  type PolicySettings,
} from './policy';
import { configWords, quorumWords } from './setting-words';
import { isolated } from '../display/visible-text';

/** What happens to which amounts. */
export interface AmountRule {
  /** Such as "Over 100 up to 1,000 points". */
  readonly amounts: string;
  /** Such as "one checker, then one checker with CanCheckRequestSenior". */
  readonly outcome: string;
  readonly kind: 'auto' | 'checker' | 'refused';
}

const AT_ONCE = { outcome: 'approved at once, without a checker', kind: 'auto' } as const;

export const CAP_WORDS: Readonly<Record<CapSubject, string>> = { maker: 'one maker', customer: 'one customer', org: 'the whole org' };

/** What becomes of each amount, ascending and without gaps. */
export function amountRules({ autoApproval, bands = [] }: PolicySettings, { hasAmount }: PolicyKind): readonly AmountRule[] {
  const all = hasAmount ? 'Every amount' : 'Every request';
  const last = bands.at(-1);
  if (autoApproval.mode === 'on' || !hasAmount) {
    const judged = autoApproval.mode === 'on' ? AT_ONCE : { outcome: quorumWords(last?.levels), kind: 'checker' as const };
    if (last?.upTo === undefined) return [{ amounts: all, ...judged }];
    return [{ amounts: span(undefined, last.upTo), ...judged }, beyond(last.upTo)];
  }
  const rules: AmountRule[] = [];
  let from: number | undefined;
  if (autoApproval.mode === 'up-to') {
    from = Math.min(autoApproval.amount, last?.upTo ?? autoApproval.amount);
    rules.push({ amounts: span(undefined, from), ...AT_ONCE });
  }
  for (const { upTo, levels } of bands.length > 0 ? bands : [{ levels: undefined, upTo: undefined }]) {
    if (upTo !== undefined && from !== undefined && upTo <= from) continue;
    rules.push({
      amounts: from === undefined && upTo === undefined ? all : span(from, upTo),
      outcome: quorumWords(levels),
      kind: 'checker',
    });
    from = upTo;
  }
  return last?.upTo === undefined ? rules : [...rules, beyond(last.upTo)];
}

/** A whole policy, one sentence a line. */
export function policyInWords(settings: PolicySettings, kind: PolicyKind): readonly string[] {
  return [...amountRules(settings, kind).map(({ amounts, outcome }) => `${amounts}: ${outcome}.`), ...limitsInWords(settings, kind)];
}

/** All of it but who approves which amounts. */
export function limitsInWords(settings: PolicySettings, kind: PolicyKind): readonly string[] {
  const { dailyCaps = {}, duplicates, expiresAfterHours, notifications, config } = settings;
  return [
    ...configWords(config, kind.configSchema),
    ...CAP_SUBJECTS.flatMap((subject) => capWords(subject, dailyCaps[subject])),
    ...uncappedWords(settings),
    ...duplicateWords(duplicates?.sameCustomerPending),
    ...(duplicates?.sameCustomerPending === 'warn' ? unwaivedBands(settings, kind) : []),
    expiresAfterHours === undefined ? 'A request waits for its checker for as long as it takes.' : `${expiryWords(expiresAfterHours)}.`,
    ...notificationWords(notifications),
  ];
}

/** Who checks what is approved at once otherwise. */
function unwaivedBands({ autoApproval, bands }: PolicySettings, kind: PolicyKind): readonly string[] {
  if (autoApproval.mode === 'off' || !bands?.length) return [];
  const most = autoApproval.mode === 'on' ? Number.POSITIVE_INFINITY : autoApproval.amount;
  const waived = bands.filter((_, at) => (bands[at - 1]?.upTo ?? 0) < most);
  const rules = amountRules({ autoApproval: { mode: 'off' }, bands: waived }, kind).filter(({ kind: who }) => who === 'checker');
  return rules.map(({ amounts, outcome }) => `Then ${amounts.charAt(0).toLowerCase()}${amounts.slice(1)}: ${outcome}.`);
}

export function capWords(subject: CapSubject, cap: DailyCap | undefined): readonly string[] {
  if (!cap) return [];
  const most = [
    ...(cap.requests === undefined ? [] : [countOf(cap.requests, 'request')]),
    ...(cap.amount === undefined ? [] : [countOf(cap.amount, 'point')]),
  ];
  return [`At most ${most.join(' and ')} a day for ${CAP_WORDS[subject]}; what is beyond is refused.`];
}

/** Said of what the settings come to, also where nobody had to say so when they were agreed upon. */
export function uncappedWords({ autoApproval, dailyCaps = {} }: Pick<PolicySettings, 'autoApproval' | 'dailyCaps'>): readonly string[] {
  if (autoApproval.mode === 'off' || Object.values(dailyCaps).some(isCap)) return [];
  return ['Nothing limits how many requests are approved without a checker in a day.'];
}

/** One out of all bounds, which an older version could store, limits nothing. */
function isCap({ requests = Number.POSITIVE_INFINITY, amount = Number.POSITIVE_INFINITY }: DailyCap): boolean {
  return requests <= MOST_DAILY_REQUESTS || amount <= MOST_DAILY_POINTS;
}

export function duplicateWords(rule: 'allow' | 'warn' | 'refuse' | undefined): readonly string[] {
  if (rule === 'warn') return ['While another request for the same customer waits, a new one goes to a checker, who is told.'];
  if (rule === 'refuse') return ['While another request for the same customer waits, a new one is refused.'];
  return [];
}

export function expiryWords(hours: number): string {
  const days = hours / 24;
  return `A request that waits longer than ${Number.isInteger(days) ? countOf(days, 'day') : countOf(hours, 'hour')} expires`;
}

export function notificationWords(notifications: PolicySettings['notifications']): readonly string[] {
  if (!notifications) return [];
  const { emails, remindAfterHours } = notifications;
  const told = `${emails.map(isolated).join(', ')} ${emails.length === 1 ? 'is' : 'are'} told of every step by e-mail`;
  return [`${told}${remindAfterHours === undefined ? '' : `, and reminded after ${countOf(remindAfterHours, 'hour')} of waiting`}.`];
}

function span(from: number | undefined, upTo: number | undefined): string {
  if (from === undefined) return `Up to ${countOf(upTo ?? 0, 'point')}`;
  return upTo === undefined ? `Over ${countOf(from, 'point')}` : `Over ${formatPoints(from)} up to ${countOf(upTo, 'point')}`;
}

function beyond(upTo: number): AmountRule {
  return { amounts: `Over ${countOf(upTo, 'point')}`, outcome: 'refused', kind: 'refused' };
}

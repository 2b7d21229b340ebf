import { countOf } from '@countersign/contract';
import { parseArgs } from 'node:util';
import { PersonalData, type RetentionRule } from '@countersign/persistence';
import { requestTypes } from '@countersign/request-type-catalog';
import { orderOf, understood, WHO, wholeNumberOf } from './options';
import { readDatabaseUrl } from './privacy.config';

const OPTIONS = {
  org: { type: 'string' },
  type: { type: 'string' },
  days: { type: 'string' },
  ...WHO,
} as const;

/** Stands for the entries of the journal that tell who read personal data. */
const READS = 'JOURNAL_READS';
const LEAST_DAYS = 7;
const MOST_DAYS = 36_500;
const TYPE = /^[A-Z][A-Z0-9_]{0,63}$/;

/** Shows how long personal data is kept in an org; with --type and --days changes it. */
export async function retention(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
  const { org, type, days, ...who } = understood(OPTIONS, () => parseArgs({ args: [...args], options: OPTIONS }).values);
  const orgId = wholeNumberOf('--org', org);
  if ((type === undefined) !== (days === undefined)) throw new Error('--type and --days go together.');
  const change =
    type !== undefined && days !== undefined ? { type: typeOf(type), days: daysOf(days), order: orderOf(orgId, who) } : undefined;
  return PersonalData.in(readDatabaseUrl(env), async (data) => {
    if (change) {
      requireKnown(change.type, await data.retentionRules(orgId));
      await data.setRetention(change.order, change.type, change.days);
    }
    const rules = await data.retentionRules(orgId);
    const lines = rules.map(({ type, days }) =>
      type === READS
        ? `${READS}: who read what is forgotten after ${countOf(days, 'day')}.`
        : `${type}: personal data is erased ${countOf(days, 'day')} after the end.`,
    );
    return `${[...lines, 'Of every other type it is kept for good.'].join('\n')}\n`;
  });
}

/** A misspelt type would erase nothing, for ever. What was once set for one can still be changed. */
function requireKnown(type: string, rules: readonly RetentionRule[]): void {
  const known = [...requestTypes.map(({ key }) => key), READS];
  if (known.includes(type) || rules.some((rule) => rule.type === type)) return;
  throw new Error(`--type ${type} is no type of this version: there are ${known.join(', ')}.`);
}

function typeOf(text: string): string {
  if (!TYPE.test(text)) throw new Error('--type takes a request type as events name it, such as GOODWILL_POINTS.');
  return text;
}

/** `off` keeps it for good. */
function daysOf(text: string): number | undefined {
  if (text === 'off') return undefined;
  const days = wholeNumberOf('--days', text);
  if (days < LEAST_DAYS || days > MOST_DAYS) throw new Error(`--days takes ${LEAST_DAYS} to ${MOST_DAYS}, or off.`);
  return days;
}

import { parseArgs } from 'node:util';
import { PersonalData, REASON_KINDS, type ReasonKind } from '@countersign/persistence';
import { orderOf, understood, WHO, wholeNumberOf } from './options';
import { readDatabaseUrl } from './privacy.config';

const OPTIONS = {
  org: { type: 'string' },
  kind: { type: 'string' },
  number: { type: 'string' },
  ...WHO,
} as const;

/** Forgets the reason of a pause, a revocation or a change of a webhook or client, by the number of its entry. */
export async function forgetReason(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
  const { org, kind, number, ...who } = understood(OPTIONS, () => parseArgs({ args: [...args], options: OPTIONS }).values);
  const orgId = wholeNumberOf('--org', org);
  const wanted = kindOf(kind);
  const entry = wholeNumberOf('--number', number);
  const order = orderOf(orgId, who);
  const isForgotten = await PersonalData.in(readDatabaseUrl(env), (data) => data.forgetReason(order, wanted, entry));
  if (!isForgotten) throw new Error(`${wanted} ${entry} of org ${orgId} has no reason that could be forgotten.`);
  return `The reason of ${wanted} ${entry} is forgotten; who did what, and when, stays.\n`;
}

function kindOf(text: string | undefined): ReasonKind {
  const found = REASON_KINDS.find((kind) => kind === text);
  if (!found) throw new Error(`--kind takes one of ${REASON_KINDS.join(', ')}.`);
  return found;
}

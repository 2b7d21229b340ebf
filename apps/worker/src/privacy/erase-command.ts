import { countOf } from '@countersign/contract';
import { parseArgs } from 'node:util';
import { IdentifierHash } from '@countersign/config';
import { type FoundRequest, PersonalData, type Standing } from '@countersign/persistence';
import { orderOf, understood, WHO, wholeNumberOf } from './options';
import { readDatabaseUrl, readSealingKeys } from './privacy.config';

const OPTIONS = {
  org: { type: 'string' },
  customer: { type: 'string', multiple: true },
  mentions: { type: 'boolean', default: false },
  'drop-undelivered': { type: 'boolean', default: false },
  confirm: { type: 'boolean', default: false },
  ...WHO,
} as const;

const WHY_NOT: Readonly<Record<Exclude<Standing, 'erasable'>, string>> = {
  open: 'still open: decide, withdraw or resolve it first; an execution must not lose its payload',
  recent: 'ended less than 24 hours ago: its Idempotency-Key must hold so long',
  undelivered: 'with events on their way: wait, or give them up with --drop-undelivered',
};

/** Says what would be erased; with --confirm erases it. Never shows what it looks for. */
export async function erase(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
  const values = understood(OPTIONS, () => parseArgs({ args: [...args], options: OPTIONS }).values);
  const orgId = wholeNumberOf('--org', values.org);
  const customers = (values.customer ?? []).map((customer) => customer.trim()).filter((customer) => customer !== '');
  if (customers.length === 0)
    throw new Error('say whose data: --customer <mobile, id, e-mail or whatever requests name the customer by>, once for each spelling.');
  const order = values.confirm ? orderOf(orgId, values) : undefined;
  const undelivered = values['drop-undelivered'];
  const hash = new IdentifierHash(readSealingKeys(env));
  return PersonalData.in(readDatabaseUrl(env), async (data) => {
    const subject = { orgId, customers, mentions: values.mentions };
    const keys = customers.map((customer) => hash.of(orgId, customer));
    const found = await data.find(subject);
    const wanted = found.filter(({ standing }) => standing === 'erasable' || (undelivered && standing === 'undelivered'));
    const { counters, reads } = await data.countBeside(subject, keys);
    const lines = [
      ...describe(found, wanted),
      `Refused by policies, to be erased: ${await data.countRefused(subject)}`,
      `Reasons in the journal that name this customer, to be erased: ${await data.countReasons(subject)}`,
      `Counters of this customer's daily caps, to be erased: ${counters}`,
      `Entries of who looked for this customer, to forget whom: ${reads}`,
    ];
    if (order) {
      const erased = await data.erase(
        order,
        wanted.map(({ requestId }) => requestId),
        undelivered,
      );
      const refused = await data.eraseRefused(order, customers);
      const others = await data.erasePerson(order, customers, keys);
      lines.push(
        `Erased: ${erased}, ${refused} that policies had refused, and ${others} counters, reasons and reads beside them. It is in the operators' journal; backups and the loyalty system keep their own copies.`,
      );
    } else {
      lines.push('Nothing was changed. To erase: the same with --confirm --by <your user id> --by-name <your name>.');
    }
    return `${lines.join('\n')}\n`;
  });
}

function* describe(found: readonly FoundRequest[], wanted: readonly FoundRequest[]): Iterable<string> {
  const mentions = found.filter(({ isMention }) => isMention).length;
  yield `${countOf(found.length, 'request')} of this customer${mentions === 0 ? '' : `, ${mentions} of them for somebody else and mentioning this one`}.`;
  yield `To be erased: ${wanted.length}`;
  for (const [kind, count] of counted(wanted.map(({ type, state }) => `${type} ${state}`))) yield `  ${count} ${kind}`;
  if (wanted.length > 0)
    yield 'Of each: payload, customer, reference, summary line, comments, evidence, words of the outcome, loyalty answer, keys, salts.';
  for (const request of found.filter((one) => !wanted.includes(one))) {
    if (request.standing !== 'erasable') yield `Not ${request.requestId} (${request.type} ${request.state}), ${WHY_NOT[request.standing]}`;
  }
}

function counted(kinds: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const kind of kinds.toSorted()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

import type { Caller } from '../../platform/http/call-context';

type Held = { readonly listener: Pick<Caller, 'orgId'> };

/**
 * Who has to go when all places are taken and one more comes: the newest of the org that has the most places, as long as the newcomer's
 * org still has fewer afterwards. Undefined: nobody, and there is no room.
 * @param held in the order in which they came
 */
export function whoMakesRoom<T extends Held>(held: Iterable<T>, newcomersOrg: number): T | undefined {
  const byOrg = new Map<number, T[]>();
  for (const one of held) byOrg.set(one.listener.orgId, [...(byOrg.get(one.listener.orgId) ?? []), one]);
  const [largest = []] = [...byOrg.values()].toSorted((one, other) => other.length - one.length);
  const own = byOrg.get(newcomersOrg)?.length ?? 0;
  return own + 1 < largest.length ? largest.at(-1) : undefined;
}

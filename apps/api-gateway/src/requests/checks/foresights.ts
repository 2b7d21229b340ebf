import {
  type Actor,
  type CheckSubmissions,
  type Compared,
  type FindDuplicates,
  type Foresight,
  type Identified,
  type NewRequest,
  type Pair,
} from '@countersign/engine';

/** What would become of a submission, beside the requests that have to do with it. */
export interface Foreseen {
  readonly foresight: Foresight;
  /** Of one that would be stored. */
  readonly identified?: Identified;
  /** What those requests ask for, by their id. */
  readonly compared: ReadonlyMap<string, Compared>;
}

/** Looks ahead for the submissions of one call, with as many statements for a hundred as for one. */
export async function foreseeAll(
  checks: CheckSubmissions,
  duplicates: FindDuplicates,
  command: Parameters<CheckSubmissions['execute']>[0] & { readonly actor: Actor },
): Promise<readonly Foreseen[]> {
  const { actor, orgId } = command;
  const foresights = await checks.execute(command);
  const storable = foresights.flatMap((foresight) => (foresight.kind === 'stored' ? [foresight.request] : []));
  const found = await duplicates.ofSubmissions(actor, orgId, storable);
  const identified = new Map(storable.map((request, index) => [request, found[index]]));
  const others = foresights.map((foresight) => otherRequests(foresight, identified));
  const pairs = others.flat();
  const compared = await duplicates.compare(actor, orgId, pairs);
  const known = new Map(pairs.map((pair, index) => [pair, compared[index]]));
  return foresights.map((foresight, index) => {
    const own = foresight.kind === 'stored' ? identified.get(foresight.request) : undefined;
    const beside = (others[index] ?? []).flatMap((pair) => {
      const one = known.get(pair);
      return one ? [[pair.requestId, one] as const] : [];
    });
    return { foresight, ...(own && { identified: own }), compared: new Map(beside) };
  });
}

/** Those with the same reference or natural key: what has the same content asks for the same anyway. */
function otherRequests(foresight: Foresight, identified: ReadonlyMap<NewRequest, Identified | undefined>): Pair[] {
  if (foresight.kind === 'refused') {
    const { byOpen } = foresight;
    // A submission of the same call stands there, and its caller knows what it asks for.
    return byOpen && !byOpen.openRequestId.startsWith('/') ? [{ submission: byOpen.request, requestId: byOpen.openRequestId }] : [];
  }
  const { request: submission } = foresight;
  const { duplicates = [] } = identified.get(submission) ?? {};
  return duplicates.flatMap(({ sameBy, request }) =>
    sameBy === 'reference' && request ? [{ submission, requestId: request.requestId }] : [],
  );
}

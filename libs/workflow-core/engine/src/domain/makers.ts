interface Asked {
  readonly requester: { readonly id: number };
  readonly secretHolderIds?: readonly number[];
  readonly replayOf?: { readonly makerIds: readonly number[] };
  readonly resubmissionOf?: { readonly makerIds: readonly number[] };
}

/**
 * Everybody who asked for this: its maker, who holds the secret of a maker that is a program, and the makers of what it asks for again.
 * None of them decides on it or resolves it.
 */
export function makerIdsOf({ requester, secretHolderIds, replayOf, resubmissionOf }: Asked): readonly number[] {
  return [requester.id, ...(secretHolderIds ?? []), ...(replayOf?.makerIds ?? []), ...(resubmissionOf?.makerIds ?? [])];
}

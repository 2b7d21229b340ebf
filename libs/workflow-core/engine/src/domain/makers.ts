interface Asked {
  readonly requester: { readonly id: number };
  readonly replayOf?: { readonly makerIds: readonly number[] };
  readonly resubmissionOf?: { readonly makerIds: readonly number[] };
}

/** Everybody who asked for this: its maker, and the makers of what it asks for again. None of them decides on it or resolves it. */
export function makerIdsOf({ requester, replayOf, resubmissionOf }: Asked): readonly number[] {
  return [requester.id, ...(replayOf?.makerIds ?? resubmissionOf?.makerIds ?? [])];
}

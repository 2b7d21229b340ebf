interface Asked {
  readonly requester: { readonly id: number };
  readonly replayOf?: { readonly makerIds: readonly number[] };
}

/** Everybody who asked for this: its maker, and the makers of what it replays. None of them decides on it or resolves it. */
export function makerIdsOf({ requester, replayOf }: Asked): readonly number[] {
  return [requester.id, ...(replayOf?.makerIds ?? [])];
}

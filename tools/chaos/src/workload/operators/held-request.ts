/** A request on hold, as operators see it: what they go by. */
export interface HeldRequest {
  readonly request: {
    readonly requestId: string;
    readonly details: { readonly outcome?: { readonly kind: string } };
  };
  readonly heldSince?: string;
  readonly reviews: readonly { readonly proposal: number; readonly status: string }[];
}

/** What an operator has found out. */
export type Resolution = 'executed' | 'not-executed' | 'retry';

export interface Finding {
  /** Undefined while nobody can tell. */
  readonly effects: number | undefined;
  /** Since when every look has shown no effect; undefined before the first one. */
  readonly absentSince: number | undefined;
  readonly now: number;
  /** How long a call that was lost sight of may still take effect, in milliseconds. */
  readonly settleMs: number;
  /** Whether it is wanted still. */
  readonly isWanted: boolean;
}

/** An effect proves itself; its absence proves nothing before every call that may be under way has had its time. */
export function resolutionOf({ request }: HeldRequest, { effects, absentSince, now, settleMs, isWanted }: Finding): Resolution | undefined {
  if (effects === undefined) return undefined;
  if (effects > 0) return 'executed';
  if (request.details.outcome?.kind === 'held') return 'not-executed';
  if (absentSince === undefined || now - absentSince < settleMs) return undefined;
  return isWanted ? 'retry' : 'not-executed';
}

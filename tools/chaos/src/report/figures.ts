import type { FaultRecord, Recovery } from '../chaos-result';

/** All faults of a kind. */
export interface FaultKind {
  readonly kind: string;
  readonly targets: readonly string[];
  readonly count: number;
  readonly totalMs: number;
}

/** How long recoveries of a kind took, in milliseconds. */
export interface RecoveryKind {
  readonly kind: string;
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly max: number;
}

/** From one moment to another, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The most frequent kind first. */
export function faultKinds(faults: readonly FaultRecord[]): readonly FaultKind[] {
  return [...byKind(faults)]
    .map(([kind, ofKind]) => ({
      kind,
      targets: [...new Set(ofKind.map(({ target }) => target))].toSorted(),
      count: ofKind.length,
      totalMs: ofKind.reduce((sum, { startedAt, endedAt }) => sum + endedAt - startedAt, 0),
    }))
    .toSorted((one, other) => other.count - one.count || one.kind.localeCompare(other.kind));
}

/** The slowest kind first. */
export function recoveryKinds(recoveries: readonly Recovery[]): readonly RecoveryKind[] {
  return [...byKind(recoveries)]
    .map(([kind, ofKind]) => {
      const sorted = ofKind.map(({ ms }) => ms).toSorted((one, other) => one - other);
      return { kind, count: sorted.length, p50: quantile(sorted, 0.5), p90: quantile(sorted, 0.9), max: quantile(sorted, 1) };
    })
    .toSorted((one, other) => other.max - one.max || one.kind.localeCompare(other.kind));
}

/** When at least one fault was active: faults that overlap make one span. */
export function faultSpans(faults: readonly FaultRecord[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { startedAt, endedAt } of faults.toSorted((one, other) => one.startedAt - other.startedAt)) {
    const last = spans.at(-1);
    if (last && startedAt <= last.to) spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, endedAt) };
    else spans.push({ from: startedAt, to: endedAt });
  }
  return spans;
}

export function totalOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** The smallest value that so large a share of the values does not exceed. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function byKind<One extends { readonly kind: string }>(all: readonly One[]): ReadonlyMap<string, readonly One[]> {
  const kinds = new Map<string, One[]>();
  for (const one of all) {
    const known = kinds.get(one.kind);
    if (known) known.push(one);
    else kinds.set(one.kind, [one]);
  }
  return kinds;
}

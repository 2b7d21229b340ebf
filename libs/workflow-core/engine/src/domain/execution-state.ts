import type { RequestState } from './request-state';

/** Where an approved request stands on its way through the loyalty API; derived, never stored. */
export type ExecutionState = 'waiting' | 'executing' | 'in-doubt' | 'retrying' | 'needs-review';

export interface ExecutionProgress {
  readonly attempts: number;
  readonly inDoubt: boolean;
  readonly leased: boolean;
}

export function executionState(state: RequestState, progress: ExecutionProgress | undefined): ExecutionState | undefined {
  if (state === 'needs_review') return 'needs-review';
  if (state !== 'accepted') return undefined;
  if (progress?.leased) return 'executing';
  if (progress?.inDoubt) return 'in-doubt';
  return progress && progress.attempts > 0 ? 'retrying' : 'waiting';
}

import type { EvidenceRecorder, RunFacts } from '@countersign/invariant-checker';
import type { Stack } from '@countersign/local-stack';
import type { CallCounts } from '../chaos-result';
import type { ReceiverMode } from './receivers/receiver-mode';

export interface WorkloadOptions {
  readonly stack: Stack;
  readonly recorder: EvidenceRecorder;
  /** From 0 to below 1; all choices are made by it. */
  readonly random: () => number;
  /** Submissions per second. */
  readonly ratePerSecond: number;
  readonly isFaultActive: () => boolean;
  /** What is registered instead of a receiver's own URL, such as a proxy before it. */
  readonly receiverUrl?: (localUrl: string) => Promise<string>;
  /** The loyalty sandbox past every proxy: its ledger is the operators' evidence. */
  readonly loyalty: { readonly url: string };
  /** Past every proxy, for counting only. */
  readonly databaseUrl: string;
  /**
   * How long operators wait before the absence of an effect counts, in milliseconds; 45 000 when not said. Longer than the time-out of the
   * loyalty calls and the longest that a paused process or a proxy may hold one back.
   */
  readonly settleMs?: number;
}

export interface WorkloadCounts {
  /** Requests whose submission was acknowledged. */
  readonly submitted: number;
  /** Requests with an acknowledged decision or withdrawal. */
  readonly decided: number;
  /** Requests that have ended, by the database a second ago. */
  readonly terminal: number;
  /** Events that receivers have taken; one for each receiver that took it. */
  readonly delivered: number;
  /** Executions that have not ended, by the database a second ago. */
  readonly open: number;
  readonly calls: CallCounts;
  readonly callsDuringFaults: CallCounts;
}

/** The people and systems around Countersign, at work. */
export interface Workload {
  readonly counts: WorkloadCounts;
  /** Definite refusals by their documented code. */
  readonly refusals: ReadonlyMap<number, number>;
  /** About half of the receivers do so from here on. */
  misbehave(mode: ReceiverMode): void;
  /** All receivers take what comes. */
  behave(): void;
  /** Resolves at once; what is under way goes on. */
  stopSubmitting(): Promise<void>;
  /**
   * Submits nothing more, decides what is pending, resolves what is held, has deliveries sent again that wait long; resolves when all has
   * ended, or at the deadline (milliseconds since 1970) with whatever is left.
   */
  finish(deadline: number): Promise<void>;
  facts(): Pick<RunFacts, 'receivers' | 'orgMarkers'>;
  close(): Promise<void>;
}

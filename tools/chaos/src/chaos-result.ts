import type { CheckReport } from '@countersign/invariant-checker';

/** One fault as it was injected. Times are milliseconds since 1970. */
export interface FaultRecord {
  /** Such as `postgres-crash`; the unit in which kinds are counted. */
  readonly kind: string;
  /** What it hit: `postgres`, `redis`, `loyalty`, `receivers`, `gateway`, `worker-1`. */
  readonly target: string;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Particulars, such as "40 ms of latency". */
  readonly detail: string;
  /** The orgs that it was aimed at; everybody's when not said. */
  readonly orgIds?: readonly number[];
}

/** The standing at one moment, about once a second. */
export interface Sample {
  readonly at: number;
  readonly submitted: number;
  readonly decided: number;
  readonly terminal: number;
  readonly delivered: number;
  /** Executions that have not ended. */
  readonly open: number;
  /** MB by process name. */
  readonly memory: Readonly<Record<string, number>>;
}

/** How long after the end of a fault work flowed again, in milliseconds. */
export interface Recovery {
  readonly kind: string;
  readonly ms: number;
}

export interface CallCounts {
  readonly total: number;
  readonly ok: number;
  readonly fail: number;
  readonly unknown: number;
}

/** All that a run of the harness came to; the report is made of this alone. */
export interface ChaosResult {
  readonly seed: number;
  readonly minutes: number;
  /** The command that runs it again; made of seed and minutes when not said. */
  readonly again?: string;
  readonly startedAt: number;
  readonly healedAt: number;
  readonly endedAt: number;
  readonly faults: readonly FaultRecord[];
  readonly samples: readonly Sample[];
  readonly recoveries: readonly Recovery[];
  readonly calls: CallCounts;
  readonly callsDuringFaults: CallCounts;
  readonly check: CheckReport;
}

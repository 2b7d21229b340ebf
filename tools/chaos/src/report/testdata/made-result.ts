import type { ChaosResult, FaultRecord, Sample } from '../../chaos-result';

const STARTED_AT = Date.UTC(2026, 10, 22, 9, 0, 0);
const SECONDS = 120;

/** A small run that went well, unless told otherwise. */
export function madeResult(changes: Partial<ChaosResult> = {}): ChaosResult {
  return {
    seed: 42,
    minutes: 2,
    startedAt: STARTED_AT,
    healedAt: STARTED_AT + 100_000,
    endedAt: STARTED_AT + SECONDS * 1000,
    faults: [
      fault('postgres-crash', 'postgres', 10, 14),
      fault('worker-kill', 'worker-1', 12, 20),
      fault('worker-kill', 'worker-2', 60, 61.5),
      fault('receivers-hang', 'receivers', 80, 100),
    ],
    samples: Array.from({ length: SECONDS }, (_, second) => sample(second)),
    recoveries: [
      { kind: 'worker-kill', ms: 900 },
      { kind: 'worker-kill', ms: 12_400 },
      { kind: 'postgres-crash', ms: 3_000 },
    ],
    calls: { total: 9_000, ok: 8_300, fail: 400, unknown: 300 },
    callsDuringFaults: { total: 2_000, ok: 1_500, fail: 100, unknown: 400 },
    check: {
      invariants: [
        { id: 'I1', title: 'What was acknowledged is there', checked: 8_000, violations: [] },
        { id: 'I18', title: 'Redis does not grow', checked: 0, note: 'its memory was not sampled', violations: [] },
      ],
      violations: [],
      requests: { submitted: 4_000, terminal: 4_000, byState: { failed: 200, approved: 3_500, rejected: 300 } },
    },
    ...changes,
  };
}

function fault(kind: string, target: string, from: number, to: number): FaultRecord {
  return { kind, target, startedAt: STARTED_AT + from * 1000, endedAt: STARTED_AT + to * 1000, detail: '' };
}

function sample(second: number): Sample {
  const isDown = second >= 10 && second < 16;
  const done = second < 10 ? second * 40 : isDown ? 400 : 400 + (second - 16) * 42;
  return {
    at: STARTED_AT + second * 1000,
    submitted: second * 40,
    decided: done,
    terminal: Math.max(0, done - 20),
    delivered: done * 3,
    open: isDown ? (second - 10) * 30 : 12 + (second % 5),
    memory: { gateway: 130 + second / 3, 'worker-1': 150 + second / 4, 'worker-2': 148 + (second % 9), sandbox: 75 },
  };
}

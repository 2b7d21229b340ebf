import { CRASH_KINDS, CRASH_POINTS, type CrashKind, type CrashPoint } from '@countersign/crash-points';
import type { CaseType, CrashCase, ExpectedEffects, Preparation } from './crash-case';

const TYPES: readonly CaseType[] = ['redemption', 'status change', 'goodwill'];

const HOW: Readonly<Record<CrashKind, string>> = { kill: 'killed', pause: 'paused past the lease', lie: 'done but reported as failed' };

/** Between the fence and the write of the answer nobody else can know whether the call left. */
const DOUBTFUL: readonly CrashPoint[] = ['exec.sent_at_committed', 'exec.bytes_written', 'exec.answered', 'exec.before_finish_commit'];

const AFTER_A_DEATH: readonly CrashPoint[] = ['rec.picked', 'rec.before_judged', 'rec.judged'];
const PROBES: readonly CrashPoint[] = ['rec.probe_sent', 'rec.probe_answered', 'rec.before_commit', 'rec.committed'];
const LATE_WRITERS: readonly CrashPoint[] = [
  ...DOUBTFUL,
  'rec.picked',
  'rec.before_judged',
  'rec.probe_sent',
  'rec.probe_answered',
  'rec.before_commit',
];

/** All stops of the walk: each point in each way; the points of the executor with each class of request types. */
export const WALK_PLAN: readonly CrashCase[] = CRASH_KINDS.flatMap((kind) =>
  CRASH_POINTS.flatMap((point) => typesAt(point).map((type) => caseOf(point, kind, type))),
);

function typesAt(point: CrashPoint): readonly CaseType[] {
  return point.startsWith('exec.') ? TYPES : ['redemption'];
}

function caseOf(point: CrashPoint, kind: CrashKind, type: CaseType): CrashCase {
  const isDoubtful = leavesDoubt(point, kind);
  const ends = isDoubtful && type === 'goodwill' ? 'needs_review' : 'approved';
  const name = point.startsWith('exec.') ? `${point} (${type})` : point;
  return {
    title: `${name}, ${HOW[kind]}: ${promise(point, type, isDoubtful)}`,
    point,
    kind,
    type,
    preparation: preparationFor(point),
    ends,
    effects: isDoubtful ? effectsInDoubt(type) : 'exactly one',
    writesLate: kind === 'pause' && LATE_WRITERS.includes(point),
  };
}

/** An answer that is held when its write is reported as failed is written again: no doubt comes of that. */
function leavesDoubt(point: CrashPoint, kind: CrashKind): boolean {
  return DOUBTFUL.includes(point) && !(kind === 'lie' && point === 'exec.before_finish_commit');
}

function preparationFor(point: CrashPoint): Preparation {
  if (AFTER_A_DEATH.includes(point)) return 'dead worker';
  return PROBES.includes(point) ? 'lost answer' : 'nothing';
}

function effectsInDoubt(type: CaseType): ExpectedEffects {
  switch (type) {
    case 'redemption':
      return 'exactly one';
    case 'status change':
      return 'at least one';
    case 'goodwill':
      return 'at most one';
  }
}

/** The failure that the case rules out. */
function promise(point: CrashPoint, type: CaseType, isDoubtful: boolean): string {
  const [process = ''] = point.split('.', 1);
  switch (process) {
    case 'submit':
      return 'repeating the call makes no second request';
    case 'decide':
      return 'repeating the call neither loses nor doubles the decision';
    case 'endpoint':
      return 'the subscriber is not left with an endpoint whose secret nobody knows';
    case 'relay':
      return 'the execution is not lost between PostgreSQL and the queue';
    case 'rec':
      return 'the doubt is not forgotten and the effect is not repeated';
    case 'dlv':
      return 'the event is not lost and the next one does not overtake it';
    case 'seal':
      return 'the journal misses no entry, and its checkpoint comes to lie outside';
    default:
      return isDoubtful ? promiseInDoubt(type) : promiseWithoutDoubt(point);
  }
}

function promiseInDoubt(type: CaseType): string {
  switch (type) {
    case 'redemption':
      return 'the effect is not repeated and the request is approved';
    case 'status change':
      return 'the label is not left unset and the request is approved';
    case 'goodwill':
      return 'the award is not repeated and a person is asked';
  }
}

function promiseWithoutDoubt(point: CrashPoint): string {
  return point === 'exec.claimed' ? 'the call is not left out and the request is approved' : 'nothing is done again';
}

/** Every place at which a process can be made to stop, in the order in which a request comes by. The README says what each one stands for. */
export const CRASH_POINTS = [
  'submit.before_commit',
  'submit.committed',
  'decide.before_commit',
  'decide.committed',
  'endpoint.saved',
  'relay.claimed',
  'relay.added',
  'relay.marked',
  'exec.claimed',
  'exec.sent_at_committed',
  'exec.bytes_written',
  'exec.answered',
  'exec.before_finish_commit',
  'exec.finished',
  'exec.bull_acked',
  'rec.picked',
  'rec.before_judged',
  'rec.judged',
  'rec.probe_sent',
  'rec.probe_answered',
  'rec.before_commit',
  'rec.committed',
  'dlv.claimed',
  'dlv.bytes_written',
  'dlv.answered',
  'dlv.before_commit',
  'dlv.committed',
  'seal.stored',
  'seal.appended',
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

/**
 * `kill`: the process is gone, as after `kill -9`. `pause`: it is frozen until somebody sends SIGCONT. `lie`: what was asked for is done,
 * and the caller is told that the connection was lost.
 */
export const CRASH_KINDS = ['kill', 'pause', 'lie'] as const;

export type CrashKind = (typeof CRASH_KINDS)[number];

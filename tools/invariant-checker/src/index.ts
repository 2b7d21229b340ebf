export { checkInvariants } from './check-invariants';
export {
  type CallKind,
  type CallPhase,
  EVIDENCE_FILES,
  type FaultWindow,
  type HistoryLine,
  type ReceivedLine,
  type ReceiverFact,
  type RunFacts,
} from './evidence/evidence';
export { EvidenceError } from './evidence/evidence-error';
export { EvidenceRecorder } from './evidence/evidence-recorder';
export { answerHashOf, payloadHashOf } from './evidence/hashes';
export { printReport } from './print-report';
export type { CheckOptions, CheckReport, ClauseResult, InvariantResult, JournalEvidence, Violation } from './report';

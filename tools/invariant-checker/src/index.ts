export {
  type CallKind,
  type CallPhase,
  EVIDENCE_FILES,
  type HistoryLine,
  type ReceivedLine,
  type ReceiverFact,
  type RunFacts,
} from './evidence/evidence';
export { EvidenceRecorder } from './evidence/evidence-recorder';
export type { CheckOptions, CheckReport, InvariantResult, Violation } from './report';

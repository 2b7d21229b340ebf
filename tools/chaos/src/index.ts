export type { CallCounts, ChaosResult, FaultRecord, Recovery, Sample } from './chaos-result';

export type { CallCounts, ChaosResult, FaultRecord, Recovery, Sample } from './chaos-result';
export { writeReport, type WrittenReport } from './report/write-report';
export { RECEIVER_MODES, type ReceiverMode } from './workload/receivers/receiver-mode';
export { startWorkload } from './workload/workload';
export type { Workload, WorkloadCounts, WorkloadOptions } from './workload/workload-options';

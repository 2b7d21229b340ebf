export {
  type Actor,
  belongsTo,
  type CheckerGrant,
  type EntityInfo,
  type EntityLimits,
  type Grant,
  type GrantName,
  GRANTS,
  isCheckerGrant,
  isGrantName,
  isWithin,
  LIMIT_KINDS,
  LIMIT_NAMES,
  permits,
  tokenOf,
} from './domain/actor';
export { isHeld } from './domain/held-grants';
export { findReadScope, isReadable, type ReadScope, readScopeOf } from './domain/read-scope';
export { closeOutcome } from './domain/close-outcome';
export { executionState, type ExecutionState } from './domain/execution-state';
export {
  judgeAttempt,
  type JudgedAttempt,
  type Judgement,
  judgeLoss,
  type LostAttempt,
  MOST_ATTEMPTS,
  MOST_LOSSES,
} from './domain/outcome-judgement';
export { keyHash, newSalt, payloadDigest } from './domain/payload-digest';
export { MOST_REMINDERS, type NotificationSettings } from './domain/notification-settings';
export {
  type AutoApproval,
  type Band,
  CAP_SUBJECTS,
  type CapSubject,
  type DailyCap,
  type DailyCaps,
  DEFAULT_POLICY,
  type DuplicateRules,
  isUncapped,
  MOST_DAILY_POINTS,
  MOST_DAILY_REQUESTS,
  type Level,
  type Policy,
  type Verdict,
} from './domain/policy';
export {
  type CapUsage,
  judgeByPolicy,
  type PolicyFacts,
  type PolicyVerdict,
  REFUSAL_REASONS,
  type RefusalReason,
} from './domain/policy-verdict';
export type { VerdictTally } from './domain/verdict-tally';
export {
  isTerminal,
  PUBLIC_STATES,
  publicState,
  type PublicState,
  REQUEST_STATES,
  type RequestState,
  statesBehind,
} from './domain/request-state';
export { saysTheSame } from './domain/same-content';
export { retryAfterMs } from './domain/retry-after';
export { type Resolution, RESOLUTIONS, type ReviewVerdict, stateAfter } from './domain/review-rules';
export type { StoredOutcome } from './domain/stored-outcome';
export { findTransition, TRANSITIONS, type TransitionRule } from './domain/transitions';
export { StoreUnavailableError, WorkflowError } from './domain/workflow-error';

export { API_CLIENT_STORE, type ApiClient, type ApiClientStore, type KnownApiClient } from './ports/api-client-store';
export { type Admission, CALL_ADMISSIONS, type CallAdmissions } from './ports/call-admissions';
export { CHANGE_LOG, type ChangeLog, type ChangesRead, type RequestChange } from './ports/change-log';
export {
  type EntryPage,
  JOURNAL_ENTRIES,
  type JournalEntries,
  type JournalEntryView,
  READABLE_ENTRIES,
  type ReadableEntry,
} from './ports/journal-entries';
export { CHECKPOINT_LOG, type CheckpointLog, type CheckpointPage, type StoredCheckpoint } from './ports/checkpoint-log';
export { CLOCK, type Clock } from './ports/clock';
export { EXECUTION_OBSERVER, type ExecutionObserver, type ObservedAttempt } from './ports/execution-observer';
export {
  CONFIGURATION_ACTIONS,
  CONFIGURATION_CHANGE_STORE,
  CONFIGURATION_STATES,
  CONFIGURATION_SUBJECTS,
  type ConfigurationChange,
  type ConfigurationChangeStore,
  type ConfigurationDecision,
  type ProposalResult,
  type ProposedChange,
} from './ports/configuration-change-store';
export type { ExecutionPorts } from './ports/execution-ports';
export { type DispatchedExecution, EXECUTION_QUEUE, type ExecutionQueue } from './ports/execution-queue';
export {
  type AttemptNote,
  type ClaimedExecution,
  type DueBounds,
  type DueExecution,
  EXECUTION_STORE,
  type ExecutionStore,
  type Lease,
  type LostExecution,
  type Settlement,
} from './ports/execution-store';
export { IDENTIFIERS, type Identifiers } from './ports/identifiers';
export type { IdentityCaller } from './ports/identity-caller';
export {
  type ClaimedNotification,
  NOTIFICATION_STORE,
  type NotificationClass,
  type NotificationRef,
  type NotificationSettlement,
  type NotificationStore,
} from './ports/notification-store';
export { INBOX, type Inbox, type InboxCounts } from './ports/inbox';
export {
  JOURNAL_STORE,
  type JournalRow,
  type JournalStore,
  type LooseCheckpoint,
  type SealedJournal,
  type SealedRow,
  type UnsealedJournal,
} from './ports/journal-store';
export { LOYALTY_GATEWAY, type LoyaltyAnswer, type LoyaltyExchange, type LoyaltyGateway } from './ports/loyalty-gateway';
export {
  type HeldPage,
  type LoyaltyAttempt,
  type NewProposal,
  OPERATIONS_STORE,
  type OperationsStore,
  type ProposalDecision,
  type ReplayResult,
  type Review,
  type ReviewedRequest,
} from './ports/operations-store';
export { type LoyaltyOutage, OUTAGE_STORE, type OutageStore, type StoredOutage } from './ports/outage-store';
export {
  type JournalPage,
  OPERATOR_ACTIONS,
  OPERATOR_JOURNAL,
  type OperatorAction,
  type OperatorActionName,
  type OperatorCaller,
  type OperatorJournal,
  type UsedKey,
} from './ports/operator-journal';
export { type PastSubmission, type PastSubmissions, POLICY_HISTORY, type PolicyHistory } from './ports/policy-history';
export { type Pause, PAUSE_STORE, type PauseStore, type TypeStanding } from './ports/pause-store';
export { type DayOfType, type DecisionTimes, type Overview, type OverviewQuestion, OVERVIEWS, type Overviews } from './ports/overview';
export {
  type DecidedPolicy,
  type NewPolicy,
  type PolicyDecisionResult,
  type PolicySettings,
  POLICY_STORE,
  type PolicyStore,
  type PolicyVersion,
  type VersionPage,
} from './ports/policy-store';
export { versionPage, type VersionRange } from './domain/version-page';
export {
  type EventDelivery,
  HISTORY_LIMIT,
  type JournaledTransition,
  REQUEST_HISTORIES,
  type RequestHistories,
  type RequestHistory,
} from './ports/request-history';
export {
  COUNT_LIMIT,
  type ListFilter,
  type ListPlace,
  type ListQuery,
  type PageStart,
  REQUEST_LIST,
  type RequestList,
  type RequestPage,
} from './ports/request-list';
export type {
  Decision,
  ExecutionView,
  Person,
  Replay,
  ReplayOrigin,
  ResubmissionOrigin,
  RevokedApproval,
  StoredRequest,
} from './ports/request-records';
export {
  type Close,
  type CloseResult,
  type IdempotencyKey,
  type NewRequest,
  type RefusedSubmission,
  type RefuseResult,
  REQUEST_STORE,
  type RequestLimits,
  type RequestRef,
  type RequestStore,
  type SubmitResult,
} from './ports/request-store';
export { givenPositions, nextPosition } from './domain/positions';
export { PERSON_READS, READ_STORE } from './ports/person-reads';
export type { JournaledRead, NotedRead, PersonRead, PersonReads, ReadFilter, ReadPage, ReadStore } from './ports/person-reads';
export { RETENTION_STORE, type RetentionStore } from './ports/retention-store';
export {
  IDENTITY_ACTIONS,
  type IdentityAction,
  type IdentityActionPage,
  type Revocation,
  REVOCATION_STORE,
  type RevocationStore,
} from './ports/revocation-store';
export {
  type NotedRefusal,
  REFUSAL_STORE,
  type RefusalStore,
  SECURITY_REFUSALS,
  type SecurityRefusal,
  type SecurityRefusals,
} from './ports/security-refusals';
export { type Outlook, type OutlookQuestion, SUBMISSION_OUTLOOK, type SubmissionOutlook } from './ports/submission-outlook';
export { type AskedAbout, DUPLICATE_STORE, type DuplicateQuestion, type DuplicateStore, type LookAlike } from './ports/duplicate-store';
export { WAKE_UPS, type WakeUpChannel, type WakeUps } from './ports/wake-ups';
export {
  type ClaimedDelivery,
  DELIVERY_LOG,
  DELIVERY_STORE,
  type DeliveryAttemptNote,
  type DeliveryLog,
  type DeliverySettlement,
  type DeliveryStore,
  type DeliveryView,
  type Endpoint,
  type EndpointDeliveries,
  type EndpointRef,
  ENDPOINT_STORE,
  type EndpointSettings,
  type EndpointStore,
  type EventSource,
  MOST_PREVIOUS_SECRETS,
  type NewEndpoint,
  type PayloadFormat,
  type RotatedEndpoint,
} from './ports/webhook-store';
export { isHeaderOfSender } from './domain/webhook-header-names';

export { AwaitOutcome } from './use-cases/await-outcome';
export { type CheckCommand, CheckSubmissions, type Foresight, type SubmissionToCheck } from './use-cases/check-submissions';
export { ChangeConfigurationPolicy, type ConfigurationPolicyVersion } from './use-cases/change-configuration-policy';
export { ChangePolicy, type PolicyDecision, type PolicyProposal } from './use-cases/change-policy';
export { revoked, unknownRequest } from './use-cases/close-problems';
export { type CheckerVerdict, type DecideCommand, type Decided, DecideRequest } from './use-cases/decide-request';
export { ExecuteRequest, type ExecutionEnd } from './use-cases/execute-request';
export { ExpirePending } from './use-cases/expire-pending';
export {
  type Compared,
  FindDuplicates,
  type Identified,
  type LookedUp,
  type Pair,
  type PossibleDuplicate,
} from './use-cases/find-duplicates';
export { HeldLeases } from './use-cases/held-leases';
export { type Asked, NewRequests } from './use-cases/new-requests';
export type { Done, OperatorCommand } from './use-cases/once-per-key';
export { OperatedRequests } from './use-cases/operated-requests';
export { type PauseCommand, PauseRequestType, type ResumeCommand } from './use-cases/pause-request-type';
export { type Comparison, type Flip, type SimulateCommand, SimulatePolicy, type Simulation } from './use-cases/simulate-policy';
export { PolicyBook } from './use-cases/policy-book';
export { ReadableLinks } from './use-cases/readable-links';
export { ReadEntries } from './use-cases/read-entries';
export { ReadCheckpoints } from './use-cases/read-checkpoints';
export { ReadJournal } from './use-cases/read-journal';
export { ReadRequests } from './use-cases/read-request';
export { RecoverLostExecutions } from './use-cases/recover-lost-executions';
export { RedispatchExecution, type RedispatchCommand } from './use-cases/redispatch-execution';
export { orgWindow, RelayDueExecutions, REMEMBERED_MS } from './use-cases/relay-due-executions';
export { type ReplayCommand, ReplayRequest } from './use-cases/replay-request';
export { type DecideReviewCommand, type ProposeResolutionCommand, ResolveReview } from './use-cases/resolve-review';
export { unknownProposal } from './use-cases/review-problems';
export { ResubmitRequest, type ResubmitCommand } from './use-cases/resubmit-request';
export { StartExecutions, type StartLimits } from './use-cases/start-executions';
export { type Submission, type SubmitCommand, SubmitRequest, type Submitted } from './use-cases/submit-request';
export { namesRequest } from './use-cases/told-within-scope';
export { type WithdrawCommand, WithdrawRequest } from './use-cases/withdraw-request';

export { RandomIdentifiers } from './system/random-identifiers';
export { SystemClock } from './system/system-clock';

import { RequestTypeRegistry } from '@countersign/contract';
import {
  AwaitOutcome,
  ChangeConfigurationPolicy,
  ChangePolicy,
  CHECKPOINT_LOG,
  JOURNAL_ENTRIES,
  CheckSubmissions,
  CLOCK,
  DecideRequest,
  DUPLICATE_STORE,
  FindDuplicates,
  IDENTIFIERS,
  NewRequests,
  OperatedRequests,
  OPERATIONS_STORE,
  OPERATOR_JOURNAL,
  PAUSE_STORE,
  PauseRequestType,
  POLICY_HISTORY,
  POLICY_STORE,
  PolicyBook,
  RandomIdentifiers,
  ReadableLinks,
  ReadCheckpoints,
  ReadEntries,
  ReadJournal,
  ReadRequests,
  RedispatchExecution,
  ReplayRequest,
  REQUEST_LIST,
  REQUEST_STORE,
  ResolveReview,
  ResubmitRequest,
  SimulatePolicy,
  SUBMISSION_OUTLOOK,
  SubmitRequest,
  SystemClock,
  WAKE_UPS,
  WithdrawRequest,
} from '@countersign/engine';
import { DECISION_STORE } from '@countersign/persistence';
import { RequestTypeCatalogModule } from '@countersign/request-type-catalog';
import { provideClass } from '@countersign/wiring';
import { Global, Module, type Provider } from '@nestjs/common';

/** The engine knows no Nest: its use cases are made here of the ports that they name. Decisions, and what tells of them, have connections of their own. */
const useCases = [
  provideClass(PolicyBook, [POLICY_STORE, CLOCK, WAKE_UPS]),
  provideClass(SubmitRequest, [RequestTypeRegistry, REQUEST_STORE, PolicyBook, IDENTIFIERS]),
  provideClass(CheckSubmissions, [RequestTypeRegistry, SUBMISSION_OUTLOOK, REQUEST_STORE, NewRequests]),
  provideClass(FindDuplicates, [RequestTypeRegistry, DUPLICATE_STORE]),
  provideClass(ResubmitRequest, [RequestTypeRegistry, REQUEST_STORE, SubmitRequest]),
  provideClass(DecideRequest, [RequestTypeRegistry, DECISION_STORE, PolicyBook, IDENTIFIERS]),
  provideClass(WithdrawRequest, [RequestTypeRegistry, DECISION_STORE, IDENTIFIERS]),
  provideClass(ReadRequests, [REQUEST_STORE, REQUEST_LIST]),
  provideClass(ReadableLinks, [REQUEST_STORE]),
  provideClass(AwaitOutcome, [DECISION_STORE, CLOCK, WAKE_UPS]),
  provideClass(ChangePolicy, [RequestTypeRegistry, POLICY_STORE, WAKE_UPS]),
  provideClass(ChangeConfigurationPolicy, [POLICY_STORE]),
  provideClass(SimulatePolicy, [RequestTypeRegistry, POLICY_STORE, POLICY_HISTORY]),
  provideClass(OperatedRequests, [RequestTypeRegistry, OPERATIONS_STORE]),
  provideClass(ResolveReview, [OperatedRequests, IDENTIFIERS, OPERATOR_JOURNAL]),
  provideClass(NewRequests, [PolicyBook, IDENTIFIERS, DECISION_STORE]),
  provideClass(ReplayRequest, [RequestTypeRegistry, NewRequests, OperatedRequests, OPERATOR_JOURNAL]),
  provideClass(RedispatchExecution, [OperatedRequests, PAUSE_STORE, OPERATOR_JOURNAL, WAKE_UPS]),
  provideClass(PauseRequestType, [RequestTypeRegistry, PAUSE_STORE, OPERATOR_JOURNAL, WAKE_UPS]),
  provideClass(ReadJournal, [OPERATOR_JOURNAL]),
  provideClass(ReadCheckpoints, [CHECKPOINT_LOG]),
  provideClass(ReadEntries, [JOURNAL_ENTRIES]),
];

const system: Provider[] = [
  { provide: CLOCK, useClass: SystemClock },
  { provide: IDENTIFIERS, useClass: RandomIdentifiers },
];

/** Everything that a controller may call, for the whole app. */
@Global()
@Module({
  imports: [RequestTypeCatalogModule],
  providers: [...system, ...useCases],
  exports: [
    RequestTypeCatalogModule,
    CLOCK,
    IDENTIFIERS,
    PolicyBook,
    SubmitRequest,
    CheckSubmissions,
    FindDuplicates,
    ResubmitRequest,
    DecideRequest,
    WithdrawRequest,
    ReadRequests,
    ReadableLinks,
    AwaitOutcome,
    ChangeConfigurationPolicy,
    ChangePolicy,
    SimulatePolicy,
    ResolveReview,
    ReplayRequest,
    RedispatchExecution,
    PauseRequestType,
    ReadJournal,
    ReadCheckpoints,
    ReadEntries,
  ],
})
export class UseCasesModule {}

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
import { Global, Module, type Provider } from '@nestjs/common';

type UseCase = new (...ports: never[]) => object;

/** The engine knows no Nest: its use cases are made here of the ports that they name. */
function useCase(useCaseClass: UseCase, inject: readonly (symbol | UseCase)[]): Provider {
  return { provide: useCaseClass, inject: [...inject], useFactory: (...ports: never[]) => new useCaseClass(...ports) };
}

/** Decisions, and what tells of them, have connections of their own. */
const useCases = [
  useCase(PolicyBook, [POLICY_STORE, CLOCK, WAKE_UPS]),
  useCase(SubmitRequest, [RequestTypeRegistry, REQUEST_STORE, PolicyBook, IDENTIFIERS]),
  useCase(CheckSubmissions, [RequestTypeRegistry, SUBMISSION_OUTLOOK, REQUEST_STORE, NewRequests]),
  useCase(FindDuplicates, [RequestTypeRegistry, DUPLICATE_STORE]),
  useCase(ResubmitRequest, [RequestTypeRegistry, REQUEST_STORE, SubmitRequest]),
  useCase(DecideRequest, [RequestTypeRegistry, DECISION_STORE, PolicyBook, IDENTIFIERS]),
  useCase(WithdrawRequest, [RequestTypeRegistry, DECISION_STORE, IDENTIFIERS]),
  useCase(ReadRequests, [REQUEST_STORE, REQUEST_LIST]),
  useCase(ReadableLinks, [REQUEST_STORE]),
  useCase(AwaitOutcome, [DECISION_STORE, CLOCK, WAKE_UPS]),
  useCase(ChangePolicy, [RequestTypeRegistry, POLICY_STORE, WAKE_UPS]),
  useCase(ChangeConfigurationPolicy, [POLICY_STORE]),
  useCase(SimulatePolicy, [RequestTypeRegistry, POLICY_STORE, POLICY_HISTORY]),
  useCase(OperatedRequests, [RequestTypeRegistry, OPERATIONS_STORE]),
  useCase(ResolveReview, [OperatedRequests, IDENTIFIERS, OPERATOR_JOURNAL]),
  useCase(NewRequests, [PolicyBook, IDENTIFIERS, DECISION_STORE]),
  useCase(ReplayRequest, [RequestTypeRegistry, NewRequests, OperatedRequests, OPERATOR_JOURNAL]),
  useCase(RedispatchExecution, [OperatedRequests, PAUSE_STORE, OPERATOR_JOURNAL, WAKE_UPS]),
  useCase(PauseRequestType, [RequestTypeRegistry, PAUSE_STORE, OPERATOR_JOURNAL, WAKE_UPS]),
  useCase(ReadJournal, [OPERATOR_JOURNAL]),
  useCase(ReadCheckpoints, [CHECKPOINT_LOG]),
  useCase(ReadEntries, [JOURNAL_ENTRIES]),
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

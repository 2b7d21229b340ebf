export type { Problem, ProblemKind } from './problem';
export type { Duplicate, Executed, ExecutionOutcome, Hold, InDoubt, OutcomeWarning, Refused, Retry } from './outcome';
export { defineRequestType } from './request-type';
export type {
  BuildCallContext,
  DocumentedSuccess,
  EventFields,
  EventFieldsContext,
  HttpMethod,
  InterpretContext,
  LoyaltyCall,
  LoyaltyResponse,
  LoyaltyRoute,
  RequestSummary,
  WrittenValue,
  RequestType,
  RuleContext,
  RuleViolation,
  ValidationRule,
} from './request-type';
export { ENTITY_LEVELS, misplacedFields, valuesAt } from './entity-fields';
export type { EntityField, EntityInfo, EntityLevel, MisplacedField } from './entity-fields';
export { type ExclusiveFields, namesEachThingOnce } from './exclusive-fields';
export { executionQueueName, kebabName, keyFromUrl, urlName } from './type-name';
export { definitionProblems } from './check-definition';
export { DuplicateRequestTypeError, MalformedRequestTypeError } from './definition-errors';
export { RequestTypeRegistry } from './request-type-registry';
export { RequestTypeModule, RequestTypeRegistryModule } from './request-type.module';
export { answerCode } from './loyalty-answers/answer-code';
export type { AnswerEnvelope, AnswerError } from './loyalty-answers/answer-envelope';
export { answerError, readEnvelope } from './loyalty-answers/answer-envelope';
export { isRefusalStatus, isSuccessStatus } from './loyalty-answers/answer-status';
export { type Echo, type Echoes, sameAs, sameMobile, sameNumber } from './loyalty-answers/echoes';
export { saysFailure } from './loyalty-answers/failure-signs';
export { judgeResponse } from './loyalty-answers/judge-response';
export { CUSTOMER_LOCKED, executedWith, refusedFor, undocumentedAnswer } from './loyalty-answers/judged-answers';
export { madeId } from './loyalty-answers/made-id';
export { keyText } from './loyalty-answers/key-text';
export { payloadReference } from './loyalty-answers/payload-reference';
export { isPointsAmount, MOST_POINTS } from './loyalty-answers/points-amount';
export { countOf } from './texts/count-of';
export { inLine } from './texts/in-line';
export { isSensibleInstant, SENSIBLE_TIMES } from './texts/sensible-times';
export { plainDecimal } from './texts/plain-decimal';
export { plainInstant } from './texts/plain-instant';
export { filledText, freeText, identifier, nameText, unusedOrIdentifier, unusedOrName, wholeNumberText } from './texts/text-schemas';
export { hasVisibleCharacter, unseenCharacter, withUnseenSpelled } from './texts/unseen-characters';
export { fieldIssues, issueMessage } from './payload-issues/field-issues';

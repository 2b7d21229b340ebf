export type { ConformanceCheck } from './request-type-kit/conformance-check';
export { CONFORMANCE_CHECKS, describeRequestType } from './request-type-kit/describe-request-type';
export type { DocumentedAnswer, ExpectedOutcome, InvalidPayload, RequestTypeFixtures, RuleCase } from './request-type-kit/fixtures';

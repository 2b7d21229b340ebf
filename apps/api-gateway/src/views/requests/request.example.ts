import { kebabName, type RequestType } from '@countersign/contract';

/** A submission of this type with invented data. */
export function exampleSubmission(type: RequestType) {
  return {
    entityInfo: { tillId: '50682289', storeId: '50682288', zoneId: '50682286', conceptId: '50678331' },
    payload: { 'IntouchAPITask-Payload': type.example },
  };
}

/** What is answered of whom it is about; everybody else is named in the line. */
export function exampleSummary(type: RequestType) {
  const { otherCustomers: _, ...summary } = type.describe(type.example);
  return summary;
}

/** The same as it is answered while it waits for a checker. */
export function exampleRequest(type: RequestType) {
  const { method, path } = type.loyaltyRoute;
  const { entityInfo, payload } = exampleSubmission(type);
  return {
    requestId: '0199d3a4-5b6c-7d8e-9f01-23456789abcd',
    userId: 1001,
    userName: 'maker.one',
    requestType: kebabName(type.key),
    state: 'AdminTask',
    startTime: '2026-11-22T11:12:25.123Z',
    endTime: null,
    details: {
      'IntouchAPITask-Payload': { path, method, ...(payload['IntouchAPITask-Payload'] as object) },
      ValidateMakerAccess_Output: true,
      ValidatePayload_Output: true,
      summary: exampleSummary(type),
      entityInfo,
      autoApproved: false,
      approval: {
        policyVersion: 1,
        verdict: 'checker',
        band: 1,
        quorum: 1,
        given: 0,
        levels: [{ grant: 'CanCheckRequest', checkers: 1, given: 0 }],
        next: 'CanCheckRequest',
      },
      decisions: [],
      payloadDigest: '5f1d7a84db00d2fce00b31a7fc73224f3f3b6a4f0e9b3c1d2e4f5a6b7c8d9e0f',
      version: 1,
    },
  };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A loyalty call as a client would make it. */
export interface LoyaltyRequest {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly queryParams?: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export const CUSTOMER = { id: 5_001_001, mobile: '919900000101' };

const TESTDATA = join(__dirname, '../testdata');

/** The documentation's sample payloads by file name. */
export function documentedPayloads(): [name: string, request: LoyaltyRequest][] {
  return readdirSync(TESTDATA).map((file) => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(join(TESTDATA, file), 'utf8')) as LoyaltyRequest,
  ]);
}

export function redemption(changes: Record<string, unknown> = {}, queryParams: Record<string, string> = {}): LoyaltyRequest {
  const redeem = {
    points_redeemed: '100',
    customer: { mobile: CUSTOMER.mobile },
    transaction_number: 'bill-1',
    external_reference_number: 'ref-1',
    ...changes,
  };
  return {
    method: 'POST',
    path: '/v1.1/points/redeem',
    queryParams: { skip_validation: 'true', format: 'json', ...queryParams },
    body: { root: { redeem } },
  };
}

export function statusChange(label: string, queryParams: Record<string, string> = {}): LoyaltyRequest {
  const lookup = { source: 'INSTORE', identifierName: 'mobile', identifierValue: CUSTOMER.mobile, ...queryParams };
  return { method: 'PUT', path: '/v2/customers/lookup/status', queryParams: lookup, body: { reason: 'asked by the customer', label } };
}

export function goodwill(changes: Record<string, unknown> = {}): LoyaltyRequest {
  const body = {
    referenceId: 'goodwill-1',
    reason: 'late delivery',
    baseType: 'POINTS',
    programId: 7001,
    awardingTillId: 5001,
    earningEntityType: 'CUSTOMER',
    earningEntityId: CUSTOMER.id,
    points: 20,
    source: 'API',
    ...changes,
  };
  return { method: 'POST', path: '/internal/goodwill/', body };
}

const TRIGGERED_BY = { ownerType: 'Goodwill_Module', referenceId: '7' };

export function earning(changes: Record<string, unknown> = {}): LoyaltyRequest {
  const body = {
    triggeredBy: TRIGGERED_BY,
    customerId: CUSTOMER.id,
    requestId: 'earn-1',
    badgeMetaId: 'ba5e00000000000000000001',
    ...changes,
  };
  return { method: 'POST', path: '/api_gateway/v1/badges/customer/earn', body };
}

export function issue(changes: Record<string, unknown> = {}): LoyaltyRequest {
  const body = {
    triggeredBy: TRIGGERED_BY,
    customers: [CUSTOMER.id],
    requestId: 'issue-1',
    badgeMetaId: 'ba5e00000000000000000002',
    ...changes,
  };
  return { method: 'POST', path: '/api_gateway/v1/badges/badgeMeta/customer/issueBulk', body };
}

import { RequestTypeRegistry } from '@countersign/contract';
import type { StoredRequest } from '@countersign/engine';
import { writeJson } from '@countersign/json-text';
import { requestTypes } from '@countersign/request-type-catalog';
import { asSubmitted, RequestView } from './request-view';
import { requestSchema } from './request.schema';

const view = new RequestView(new RequestTypeRegistry(requestTypes));
const PAYLOAD = '{"body":{ "points": 20.0, "points_text":"1e3", "b":1.704904101782875E9, "a":"\\u00e9" }}';
const at = new Date('2026-11-22T11:12:25.123Z');
const decision = { checker: { id: 2001, name: 'checker.one' }, verdict: 'approved', comment: 'Fine.', decidedAt: at } as const;

const pending: StoredRequest = {
  orgId: 0,
  requestId: '0199d3a4-5b6c-7d8e-9f01-23456789abcd',
  type: 'GOODWILL_POINTS',
  typeVersion: 1,
  state: 'pending',
  version: 1,
  requester: { id: 1001, name: 'maker.one' },
  entityInfo: {},
  payloadText: PAYLOAD,
  payloadDigest: 'd1gest',
  customer: '5001001',
  line: 'Grant 20 points.',
  verdict: 'checker',
  policyVersion: 0,
  approvals: 0,
  quorum: 1,
  decisions: [],
  createdAt: at,
  updatedAt: at,
};
const approved: StoredRequest = {
  ...pending,
  state: 'approved',
  version: 3,
  approvals: 1,
  decisions: [decision],
  outcome: { kind: 'executed', message: 'Points granted.', attempts: 1 },
  loyaltyAnswerText: '{"status":201.0,"headers":{},"body":{"createdId":38}}',
  endedAt: at,
};
const shown = (request: StoredRequest, viewerId = 2001) => {
  const text = writeJson(view.render(request, viewerId));
  return { text, ...requestSchema.parse(JSON.parse(text)) };
};

describe('a request as the API shows it', () => {
  it('holds the maker’s text verbatim behind the route of the type', () => {
    expect(shown(pending).text).toContain(
      '"IntouchAPITask-Payload":{"path":"/internal/goodwill/","method":"POST","body":{ "points": 20.0, "points_text":"1e3", "b":1.704904101782875E9, "a":"\\u00e9" }}',
    );
  });

  it('names no checker before there is one', () => {
    for (const state of ['pending', 'withdrawn', 'expired'] as const)
      expect(shown({ ...pending, state, decisions: [] }).text).not.toMatch(/AdminTask[-_]|ValidateCheckerAccess/);
  });

  it('names no checker of a quorum while others are waited for', () => {
    const { text, details } = shown({ ...pending, quorum: 2, approvals: 1, decisions: [decision] });
    expect(text).not.toMatch(/AdminTask[-_]|ValidateCheckerAccess/);
    expect(details.decisions).toHaveLength(1);
  });

  it('keeps decision and outcome apart', () => {
    const outcome = { kind: 'refused', code: '3002', message: 'No.', attempts: 1 } as const;
    expect(shown({ ...approved, state: 'failed', outcome })).toMatchObject({
      state: 'failed',
      details: { AdminTask_Output: 'approved', ValidateCheckerAccess_Output: true, outcome },
    });
  });

  it('holds the loyalty API’s answer verbatim', () => {
    expect(shown(approved).text).toContain('"IntouchAPITask_Output":{"status":201.0,"headers":{},"body":{"createdId":38}}');
  });

  it('of an auto-approved request has no trace of a checker', () => {
    const { text, details } = shown({ ...approved, verdict: 'auto', decisions: [] });
    expect(details.autoApproved).toBe(true);
    expect(text).not.toMatch(/AdminTask|ValidateCheckerAccess/);
  });

  it('says when the next attempt is due', () => {
    const execution = { attempts: 2, inDoubt: false, leased: false, dueAt: at };
    const accepted: StoredRequest = { ...pending, state: 'accepted', decisions: [decision] };
    expect(shown({ ...accepted, execution }).details).toMatchObject({ executionState: 'retrying', nextAttemptAt: at.toISOString() });
    expect(shown({ ...accepted, execution: { ...execution, attempts: 0 } }).details.nextAttemptAt).toBeUndefined();
    expect(shown({ ...accepted, execution: { ...execution, leased: true } }).details).toMatchObject({ executionState: 'executing' });
  });

  it('tells the maker of a held request that the outcome is not known yet, and others what is known', () => {
    const outcome = { kind: 'unknown', code: 'timeout', message: 'No answer.', attempts: 20 } as const;
    const held: StoredRequest = { ...approved, state: 'needs_review', outcome };
    expect(shown(held, 1001).details.outcome).toEqual({
      kind: 'unknown',
      message: expect.stringMatching(/not known yet/) as string,
      attempts: 20,
    });
    expect(shown(held, 2001).details.outcome).toEqual(outcome);
  });

  it('can still be shown when its type’s lib is not in this process', () => {
    expect(writeJson(view.render({ ...pending, type: 'FORMER_TYPE' }, 1))).toContain(`"IntouchAPITask-Payload":${PAYLOAD}`);
  });

  it('is shown to a repeated submission as it was at first', () => {
    expect(shown(asSubmitted(approved)).text).toBe(shown(pending).text);
  });
});

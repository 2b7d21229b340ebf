import { defineRequestType, type DocumentedSuccess, type RequestType } from '../request-type';
import type { ExecutionOutcome } from '../outcome';
import { z } from 'zod';
import { sameAs, sameMobile, sameNumber } from './echoes';
import { judgeResponse } from './judge-response';

const PAYLOAD = { customer: '5001001' };

/** A type that believes whatever it is told. */
function believer(success?: DocumentedSuccess<unknown>, outcome: ExecutionOutcome = { kind: 'executed' }): RequestType {
  return defineRequestType({
    key: 'BELIEVED',
    title: 'Believed',
    version: 1,
    payload: z.unknown(),
    example: PAYLOAD,
    loyaltyRoute: { method: 'POST', path: '/' },
    describe: () => ({ customer: '1', line: 'x' }),
    naturalKey: () => undefined,
    loyaltyKey: () => undefined,
    whenInDoubt: () => 'hold',
    buildCall: ({ bodyText }) => ({ query: {}, bodyText }),
    interpretResponse: () => outcome,
    ...(success && { success }),
  });
}

function kindOf(body: unknown, type = believer(), status = 200, headers = {}): string {
  return judgeResponse(type, { status, headers, body }, { payload: PAYLOAD }).kind;
}

describe('an answer that a type believes', () => {
  it.each([
    { success: false },
    { success: 'false' },
    { success: 0 },
    { success: null },
    { isSuccess: 'no' },
    { Success: false },
    { createdId: 4, success: false, status: 'FAILED' },
    { status: 'PENDING' },
    { status: 500 },
    { status: '404' },
    { data: { status: 'Failure' } },
    { result: 'failed' },
    { errors: [{ code: 1 }] },
    { errors: [null] },
    { data: { id: 5, error: { code: 1040 } } },
    { data: { error: 'No' } },
    { error: true },
    { a: [{ b: { errors: ['x'] } }] },
    { error_code: 12 },
    { errorMessage: 'No' },
    { failed: 1 },
    { failureReason: 'x' },
    { rejected: [5] },
    { isActive: false },
    { statusCode: 500 },
    { httpStatus: '404' },
  ])('is in doubt where it says %j', (body) => {
    expect(kindOf(body)).toBe('in-doubt');
  });

  it.each([
    {},
    { success: 'true', status: 'ACTIVE', error: null, errors: [] },
    { success: 1, status: 200, errorCode: 0, failed: false, failures: {} },
    { success: true, status: { success: 'true', code: 200 }, error: '' },
    { warnings: [{ success: false, errors: [1], status: 'FAILED' }] },
    { status: null },
  ])('is executed where it says %j', (body) => {
    expect(kindOf(body)).toBe('executed');
  });

  it.each([201, 202, 204, 206, 207, 226])('is in doubt with HTTP %i, which nobody documented', (status) => {
    expect(kindOf({}, believer(), status)).toBe('in-doubt');
    expect(kindOf({}, believer({ statuses: [status] }), status)).toBe('executed');
  });

  it('is in doubt where a header counts a failure', () => {
    expect(kindOf({}, believer(), 200, { fail: '1' })).toBe('in-doubt');
    expect(kindOf({}, believer(), 200, { fail: '0', success: '0' })).toBe('executed');
  });

  it.each([-1, 0, '-1', '0', '', null, 'null', 'NONE', 'N/A', '000', '0x0', '00000000-0000-0000-0000-000000000000', -0.0, 1e999])(
    'is in doubt where the id of what was made is %p',
    (createdId) => {
      expect(kindOf({ data: [{ createdId }] }, believer({ madeIds: ['createdId'] }))).toBe('in-doubt');
    },
  );

  it.each([38, 38.0, '38.0', '65be29d4c1a5f60a1c0b9d11', '7t4y2a'])('is executed where the id of what was made is %p', (createdId) => {
    expect(kindOf({ createdId }, believer({ madeIds: ['createdId'] }))).toBe('executed');
  });

  it('is in doubt where it speaks of somebody else, and not where it leaves them out', () => {
    const type = believer({ echoes: () => ({ customerId: sameAs(5001001) }) });
    expect(kindOf({ data: { customerId: 5001002 } }, type)).toBe('in-doubt');
    for (const customerId of [5001001, '5001001.0', null, '']) expect(kindOf({ data: { customerId } }, type)).toBe('executed');
  });

  it('may say of entries that they failed where the type took it for done in part', () => {
    const partly = believer(undefined, { kind: 'executed', partial: true, warnings: [{ code: '1', message: 'x' }] });
    expect(kindOf({ entries: [{ error: { code: 1 } }] }, partly)).toBe('executed');
    expect(kindOf({ entries: [], error: { code: 1 } }, partly)).toBe('in-doubt');
  });

  it('stays what the type says where that is not executed', () => {
    expect(kindOf({ success: false }, believer(undefined, { kind: 'refused', code: '1', message: 'No' }), 400)).toBe('refused');
  });
});

describe('what an answer repeats', () => {
  it('is the same mobile number with and without its country code, and no other number that ends alike', () => {
    const echo = sameMobile('9900000101');
    expect([echo('919900000101'), echo('+91 9900000101'), echo('09900000101')]).toEqual([true, true, true]);
    expect([echo('9900000102'), echo('101'), echo('asha')]).toEqual([false, false, false]);
  });

  it('is the same amount in another spelling', () => {
    expect([sameNumber('100')('100.0'), sameNumber(12.5)('12.50'), sameNumber('100')('10')]).toEqual([true, true, false]);
  });
});

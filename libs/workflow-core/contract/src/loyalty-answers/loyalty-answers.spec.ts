import type { LoyaltyResponse } from '../request-type';
import { answerCode } from './answer-code';
import { readEnvelope } from './answer-envelope';
import { isRefusalStatus, isSuccessStatus } from './answer-status';
import { executedWith, refusedFor, undocumentedAnswer } from './judged-answers';
import { keyText } from './key-text';
import { payloadReference } from './payload-reference';
import { isPointsAmount } from './points-amount';

const LOCKED = { code: '521', message: 'Customer is locked' };
const NOT_FOUND = { code: '8015', message: 'Customer not found' };

function answer(status: number): LoyaltyResponse {
  return { status, headers: {}, body: {} };
}

describe('answer codes', () => {
  it.each([744, 744.0, '744', '744.0', ' 744 '])('reads %p as 744', (spelled) => {
    expect(answerCode.parse(spelled)).toBe('744');
  });

  it.each(['', ' ', null, undefined, true, {}])('refuses %p', (spelled) => {
    expect(answerCode.safeParse(spelled).success).toBe(false);
  });

  it('leaves a code in words as it is', () => {
    expect(answerCode.parse('UPDATECUSTOMERSTATUS_1032')).toBe('UPDATECUSTOMERSTATUS_1032');
  });
});

describe('readEnvelope', () => {
  it('reads data, errors and warnings', () => {
    const body = {
      data: { id: 1 },
      errors: [{ code: 809, message: 'Used before', reference: null }],
      warnings: [{ code: 1, message: 'Late' }],
    };
    expect(readEnvelope(body)).toEqual({
      data: { id: 1 },
      errors: [{ code: '809', message: 'Used before' }],
      warnings: [{ code: '1', message: 'Late' }],
    });
  });

  it('takes null and absent lists for empty ones', () => {
    expect(readEnvelope({ data: null, errors: null })).toEqual({ errors: [], warnings: [] });
  });

  it('keeps the answer when only a warning cannot be read', () => {
    expect(readEnvelope({ errors: [], warnings: ['late', 5, null] })).toEqual({ errors: [], warnings: [] });
  });

  it.each([null, 'text', [], 5, { errors: {} }, { errors: [{}] }, { errors: ['no'] }, { data: 'text' }])('does not read %p', (body) => {
    expect(readEnvelope(body)).toBeUndefined();
  });

  it('names the code where the loyalty API gives no message', () => {
    expect(readEnvelope({ errors: [{ code: 811, message: '' }] })?.errors[0]?.message).toContain('811');
  });
});

describe('judged answers', () => {
  it('refuses with the first code and every message', () => {
    const outcome = refusedFor([NOT_FOUND, { code: '8003', message: 'Bad source' }]);
    expect(outcome).toEqual({ kind: 'refused', code: '8015', message: 'Customer not found; Bad source' });
  });

  it('is told once where it is the same for every customer', () => {
    expect(refusedFor([NOT_FOUND, NOT_FOUND, NOT_FOUND])).toEqual({ kind: 'refused', code: '8015', message: 'Customer not found' });
  });

  it('tries again later when the customer was merely locked', () => {
    expect(refusedFor([LOCKED])).toEqual({ kind: 'retry', ...LOCKED });
  });

  it('does not take a lock beside a refusal for a lock', () => {
    expect(refusedFor([LOCKED, NOT_FOUND]).kind).toBe('refused');
  });

  it('leaves an undocumented answer in doubt', () => {
    expect(undocumentedAnswer(answer(200)).kind).toBe('in-doubt');
  });

  it('carries warnings only where there are some', () => {
    expect(executedWith([])).toEqual({ kind: 'executed' });
    expect(executedWith([NOT_FOUND])).toEqual({ kind: 'executed', warnings: [NOT_FOUND] });
  });

  it.each([
    [199, false, false],
    [200, true, false],
    [299, true, false],
    [302, false, false],
    [400, false, true],
    [499, false, true],
    [500, false, false],
  ])('knows what HTTP %i may mean', (status, success, refusal) => {
    expect([isSuccessStatus(answer(status)), isRefusalStatus(answer(status))]).toEqual([success, refusal]);
  });
});

describe('loyalty conventions', () => {
  it.each([0.001, 0.1, 1.001, 100, 123456789.123, 1_000_000_000])('takes %p for an amount of points', (points) => {
    expect(isPointsAmount(points)).toBe(true);
  });

  it.each([0, -1, 1.0005, 0.0001, 1_000_000_000.001, Number.NaN, Number.POSITIVE_INFINITY])('does not take %p for one', (points) => {
    expect(isPointsAmount(points)).toBe(false);
  });

  it.each(['', ' ', ' ref', 'ref ', 'two\nlines', 'x'.repeat(256)])('refuses %p as a key', (key) => {
    expect(keyText.safeParse(key).success).toBe(false);
  });

  it.each(['r', 'ACR 5839', 'x'.repeat(255)])('accepts %p as a key', (key) => {
    expect(keyText.safeParse(key).success).toBe(true);
  });

  it('points into the body that the maker posted', () => {
    expect(payloadReference('/body/points')).toBe('/payload/IntouchAPITask-Payload/body/points');
  });
});

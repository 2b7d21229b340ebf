import { reasonOf } from './reason';

describe('reasonOf', () => {
  it('finds the reason wherever a type keeps it, and prefers it to notes', () => {
    expect(reasonOf({ body: { root: { redeem: [{ notes: 'No voucher', redemption_purpose: 'x' }] } } })).toBe('No voucher');
    expect(reasonOf({ queryParams: { notes: 'a note' }, body: { reason: 'Late delivery' } })).toBe('Late delivery');
  });

  it('takes no blank text and no other value for one', () => {
    expect(reasonOf({ body: { reason: ' ', notes: 7, customers: ['reason'] } })).toBeUndefined();
    expect(reasonOf(undefined)).toBeUndefined();
  });
});

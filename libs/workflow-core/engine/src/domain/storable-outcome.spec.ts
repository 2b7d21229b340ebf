import { storableOutcome, storableText } from './storable-outcome';

describe('a text that is to be stored', () => {
  it.each([
    ['a\0b', 'a\ufffdb'],
    ['half \ud83d of a pair', 'half \ufffd of a pair'],
    ['the other half \udc4d', 'the other half \ufffd'],
    ['a whole pair 👍 and Ünïcode', 'a whole pair 👍 and Ünïcode'],
  ])('%j becomes %j', (text, stored) => {
    expect(storableText(text, 100)).toBe(stored);
  });

  it('is cut where it is too long, and never through a pair', () => {
    expect(storableText('x'.repeat(11), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(storableText(`${'x'.repeat(8)}👍👍`, 10)).toBe(`${'x'.repeat(8)}…`);
    expect(storableText('x'.repeat(10), 10)).toHaveLength(10);
  });
});

describe('an outcome that is to be stored', () => {
  it('keeps its kind, and its words as far as they can be stored', () => {
    expect(storableOutcome({ kind: 'refused', code: '8\0', message: 'x'.repeat(300_000) })).toEqual({
      kind: 'refused',
      code: '8\ufffd',
      message: `${'x'.repeat(1_999)}…`,
    });
  });

  it('keeps each warning of a success, and what is no text', () => {
    const warnings = [{ code: '1\0', message: '\ud800', reference: '\0' }];
    expect(storableOutcome({ kind: 'executed', partial: true, warnings })).toEqual({
      kind: 'executed',
      partial: true,
      warnings: [{ code: '1\ufffd', message: '\ufffd', reference: '\ufffd' }],
    });
    expect(storableOutcome({ kind: 'retry', code: '521', message: 'Locked', retryAfterMs: 5 })).toMatchObject({ retryAfterMs: 5 });
  });
});

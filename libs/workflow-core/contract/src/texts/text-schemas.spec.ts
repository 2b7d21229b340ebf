import { filledText, freeText, identifier, nameText, unusedOrIdentifier, unusedOrName, wholeNumberText } from './text-schemas';
import { unseenCharacter, withUnseenSpelled } from './unseen-characters';

/** First and last of each family: every code point in between is tried. */
const UNSEEN_RANGES: readonly (readonly [string, number, number])[] = [
  ['C0 controls', 0x00, 0x1f],
  ['DEL and C1 controls', 0x7f, 0x9f],
  ['the soft hyphen', 0xad, 0xad],
  ['the grapheme joiner', 0x34f, 0x34f],
  ['the Arabic letter mark', 0x61c, 0x61c],
  ['Hangul fillers', 0x115f, 0x1160],
  ['Mongolian selectors', 0x180b, 0x180f],
  ['zero width and direction marks', 0x200b, 0x200f],
  ['separators and bidi controls', 0x2028, 0x202e],
  ['word joiner, isolates and invisible operators', 0x2060, 0x206f],
  ['the blank of Braille', 0x2800, 0x2800],
  ['the Hangul filler', 0x3164, 0x3164],
  ['first halves of surrogate pairs', 0xd800, 0xd80f],
  ['second halves of surrogate pairs', 0xdff0, 0xdfff],
  ['variation selectors', 0xfe00, 0xfe0f],
  ['the byte order mark', 0xfeff, 0xfeff],
  ['the half-width Hangul filler', 0xffa0, 0xffa0],
  ['annotations', 0xfff9, 0xfffb],
  ['tags', 0xe0000, 0xe007f],
  ['more variation selectors', 0xe0100, 0xe01ef],
];
const ONE_LINE = [identifier(), nameText(), unusedOrIdentifier(), unusedOrName()];
const LINES = 'क्\u200dष می\u200cخواهم e\u0301 👩\u200d🔧 שלום\r\n\tdone';

function refusal(schema: ReturnType<typeof identifier>, text: string): string | undefined {
  return schema
    .safeParse(text)
    .error?.issues.map(({ message }) => message)
    .join('; ');
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

describe('identifiers and names', () => {
  it.each(UNSEEN_RANGES)('refuse %s wherever they stand, and name the character', (_, from, to) => {
    const others = range(from, to).flatMap((code) => {
      const character = String.fromCodePoint(code);
      const told = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      return ONE_LINE.flatMap((schema) =>
        [`${character}9199`, `91${character}99`, `9199${character}`].map((text) => refusal(schema, text) ?? 'accepted'),
      ).filter(
        (said) => !/^contains the (?:(?:invisible|control) character|line break|half surrogate pair) /.test(said) || !said.endsWith(told),
      );
    });
    expect(others).toEqual([]);
  });

  it.each(['\u00a0', '\u1680', '\u2000', '\u200a', '\u202f', '\u205f', '\u3000'])(
    'refuse the blank %j, which looks like another one',
    (blank) => {
      for (const schema of ONE_LINE)
        for (const text of [`${blank}A`, `A${blank}B`, `A${blank}`]) expect(refusal(schema, text)).toMatch(/^contains the blank U\+/);
    },
  );

  it.each([
    ['a note without a head', '\u{1d159}', 'invisible character'],
    ['blanks of hieroglyphs', '\u{13441}', 'invisible character'],
    ['half blanks of hieroglyphs', '\u{13442}', 'invisible character'],
    ['an object that was left out', '\ufffc', 'invisible character'],
    ['private use', '\ue000', 'invisible character'],
    ['a filler', '\u{16fe4}', 'mark'],
    ['a joiner of numbers', '\u{1107f}', 'mark'],
    ['a key around its neighbour', '\u20e3', 'mark'],
    ['a stroke through its neighbour', '\u0338', 'mark'],
    ['an accent behind a digit', '\u0301', 'mark'],
    ['what is not assigned', '\u0378', 'unassigned character'],
  ])('refuse %s wherever it stands', (_, character, kind) => {
    for (const schema of ONE_LINE)
      for (const text of [character, `${character}D-12`, `D-${character}12`, `D-12${character}`])
        expect(refusal(schema, text)).toMatch(new RegExp(`^contains the ${kind} U\\+[0-9A-F]+$`));
  });

  it.each(['caf\u0065\u0301', '\u212b', '\u2126', '\u1112\u1161', '\ufa19'])('refuse %j, which another spelling looks like', (text) => {
    for (const schema of ONE_LINE) {
      expect(refusal(schema, text)).toMatch(/^must be in composed form \(Unicode NFC\)/);
      expect(refusal(schema, text.normalize())).toBeUndefined();
    }
  });

  it.each([' A', 'A ', ' '])('refuse blanks at the ends of %j', (text) => {
    for (const schema of ONE_LINE) expect(refusal(schema, text)).toBe('must be one line without blanks at either end');
  });

  it.each(['１００', '٩١', '९१', '𝟏', '²', '①', '½'])(
    'refuse the digits of %s where digits are meant, and let names have them',
    (digits) => {
      expect(refusal(identifier(), digits)).toMatch(/^contains the digit U\+[0-9A-F]+, which is not one of 0 to 9$/);
      expect(refusal(unusedOrIdentifier(), digits)).toMatch(/^contains the digit/);
      expect(refusal(nameText(), digits)).toBeUndefined();
    },
  );

  it.each(['+919900000101', 'asha@example.com', 'ACR 5839/1', 'Étoile-Ж', 'メンバー', 'x'.repeat(255), '👍'])('accept %s', (text) => {
    for (const schema of ONE_LINE) expect(refusal(schema, text)).toBeUndefined();
  });

  it('may be empty only where that means unused', () => {
    expect(ONE_LINE.map((schema) => schema.safeParse('').success)).toEqual([false, false, true, true]);
  });
});

describe('free text', () => {
  it('holds what languages need', () => {
    expect(refusal(filledText(1000), LINES)).toBeUndefined();
    expect(refusal(freeText(1000), '')).toBeUndefined();
  });

  it.each(['', ' ', '\n\t', '\u00a0'])('refuses %j as blank', (text) => {
    expect(refusal(filledText(9), text)).toBe('must not be blank');
  });

  it.each([
    '\u200b',
    '\u2060\ufeff',
    '\u3164',
    '\u115f\u1160',
    '\u2800 \u2800',
    '\u00ad',
    '\u202e',
    '\u0301',
    '\u{e0041}',
    '\u0001',
    '\u{1d159}',
    '\ufffc',
    '\u{13441}',
    '\u0378',
    '\ue000',
  ])('refuses %j, in which nobody finds anything to read', (text) => {
    expect(refusal(filledText(9), text)).toBe('must have at least one visible character');
  });
});

describe('whole numbers as text', () => {
  it.each(['0', '7', '9007199254740993', '123456789012345678'])('accept %s', (text) => {
    expect(refusal(wholeNumberText(), text)).toBeUndefined();
  });

  it.each(['', '1e3', '0x10', ' 100', '100 ', '100\n', '１００', '100.', '100.0', '.5', '00100', '+1', '-0', '1_0', 'NaN', '1'.repeat(19)])(
    'refuse %j',
    (text) => {
      expect(refusal(wholeNumberText(), text)).toBeDefined();
    },
  );
});

describe('texts of strangers in our own messages', () => {
  it('show what nobody would see', () => {
    expect(withUnseenSpelled('a\u202eb\nc😀')).toBe('a<U+202E>b<U+000A>c😀');
  });

  it('are told by their first unseen character', () => {
    expect(unseenCharacter('ok')).toBeUndefined();
    expect(unseenCharacter('a\u{e0041}\u202e')).toBe('contains the invisible character U+E0041');
  });
});

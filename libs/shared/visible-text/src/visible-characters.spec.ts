import { codePoint } from './code-point';
import { hasInk, unseenIn } from './visible-characters';
import { visibleText } from './visible-text';

const EVERY_CHARACTER = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
/** Painted as nothing by a font that knows them, whatever else Unicode says of them. */
const KNOWN_BLANKS = [
  ...['\u115f', '\u1160', '\u17b4', '\u17b5', '\u2800', '\u3000', '\u303f', '\u3164', '\uffa0', '\ufffc', '\ufffd', '\u2d7f', '\u034f'],
  ...['\u{13441}', '\u{13442}', '\u{13440}', '\u{16fe4}', '\u{1107f}', '\u{1d159}', '\u{1d173}', '\u{1bc9d}', '\u{1bca0}', '\u{e0041}'],
];
/** Paint over the letter before them, or around it. */
const PAINTS_OVER = [
  '\u0334',
  '\u0335',
  '\u0336',
  '\u0337',
  '\u0338',
  '\u20d2',
  '\u20e3',
  '\u20dd',
  '\u20e0',
  '\u20e5',
  '\u0489',
  '\ua670',
];

const isPassed = (text: string): boolean => unseenIn(text) === undefined;

describe('the list of what is seen', () => {
  it('has, of all of Unicode, nothing unassigned, private, ignorable, of format or blank but the space', () => {
    const wrong = EVERY_CHARACTER.filter(
      (character) =>
        (/^(?:\p{C}|\p{Zl}|\p{Zp}|\p{Me}|\p{Default_Ignorable_Code_Point}|(?! )\p{Zs})$/u.test(character) ||
          KNOWN_BLANKS.includes(character) ||
          PAINTS_OVER.includes(character)) &&
        [character, `A${character}`, `ক${character}`, `${character}A`, `4${character}2`].some(isPassed),
    );
    expect(wrong.map(codePoint)).toEqual([]);
  });

  it('has no mark alone, at the beginning, or behind what is no letter', () => {
    const marks = EVERY_CHARACTER.filter((character) => /^\p{M}$/u.test(character));
    expect(marks.filter((mark) => [mark, `${mark}a`, `4${mark}`, `-${mark}`, ` ${mark}`].some(isPassed)).map(codePoint)).toEqual([]);
  });

  it('has every other letter, digit, sign and symbol', () => {
    const missing = EVERY_CHARACTER.filter(
      (character) =>
        /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) &&
        !/^\p{Default_Ignorable_Code_Point}$/u.test(character) &&
        !KNOWN_BLANKS.includes(character) &&
        !(isPassed(character) && hasInk(character)),
    );
    expect(missing.map(codePoint)).toEqual([]);
  });

  it('is the one by which texts are shown: what is not on it is marked, but for signs before numbers', () => {
    const signs = new Set(Array.from('\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}'));
    const others = EVERY_CHARACTER.filter(
      (character) => isPassed(character) !== (visibleText(character) === character) && !signs.has(character),
    );
    expect(others.map(codePoint)).toEqual([]);
  });

  it.each(['মেঘ', 'मैत्री', 'ស្រី', 'မြန်မာ', 'พิมพ์', 'نُور', 'שָׁלוֹם', 'தமிழ்', 'Tọ́pẹ́', 'が', 'Zoë', 'ACR 5839/1', '👍🏽'])(
    'has all of %s',
    (text) => {
      expect(unseenIn(text)).toBeUndefined();
    },
  );

  it.each([
    ['a stacker at the end', 'ស\u17d2', '\u17d2'],
    ['the same mark twice', 'نُ\u064fر', '\u064f'],
    ['five marks on one letter', 'o\u0301\u0323\u0302\u0324\u0300', '\u0300'],
    ['a stroke through a letter', 'a\u0338', '\u0338'],
    ['half of a pair', 'a\ud800', '\ud800'],
  ])('has not %s', (_, text, unseen) => {
    expect(unseenIn(text)).toBe(unseen);
  });

  it.each(['', ' ', '\u{1d159}', '\ufffc', '\u{13441}\u{16fe4}', '\u0378', '\u0301', '\u20e3', '\ue000'])(
    'finds nothing to read in %j',
    (text) => {
      expect(hasInk(text)).toBe(false);
    },
  );
});

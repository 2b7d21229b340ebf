/** One or two of every family that no identifier may hold; the spec of the rule itself tries them all. */
const EVIL_CHARACTERS = [
  ...[0x01, 0x08, 0x09, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9f], // controls and line breaks
  ...[0x2028, 0x2029], // line separators
  ...[0x61c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069], // bidi
  ...[0xad, 0x34f, 0x180e, 0x200b, 0x200c, 0x200d, 0x2060, 0x2064, 0xfeff], // zero width
  ...[0x115f, 0x1160, 0x2800, 0x3164, 0xffa0, 0x13441, 0x16fe4, 0x1d159, 0xfffc], // fillers that look like a blank
  ...[0x338, 0x20e3, 0x1107f, 0x378], // marks that paint over, that join, and what is not assigned
  ...[0xfe00, 0xfe0f, 0xe0100, 0xe0001, 0xe0041, 0xe007f], // variation selectors and tags
  ...[0xa0, 0x2009, 0x3000], // blanks that are none of the keyboard's
  ...[0xd800, 0xdfff, 0xe000], // halves of pairs and private use
];
/** Evil where digits are meant; names may hold those of any script. */
const ODD_DIGITS = [0x661, 0x967, 0xff11];

/** What comments and reasons of many languages hold: joiners, marks, an emoji of several parts, right-to-left text, line breaks. */
export const LANGUAGES = 'क्\u200dष می\u200cخواهم e\u0301 👩\u200d🔧❤\ufe0f שלום\r\n\tdone';
export const NOTHING_TO_READ = '\u200b\u2060\u3164\u2800 \ufe0f';

/** A text with each evil character in it, and with some of them at its ends; by what is evil about it, such as `U+202E`. */
export function inEvilTexts(text: string): ReadonlyMap<string, string> {
  const middle = Math.ceil(text.length / 2);
  const characters = /^[0-9]+$/.test(text) ? [...EVIL_CHARACTERS, ...ODD_DIGITS] : EVIL_CHARACTERS;
  return new Map([
    ...['\u202e', '\u200b', '\n', '\u00a0', ' '].flatMap((evil): [string, string][] => [
      [`${nameOf(evil)} before it`, evil + text],
      [`${nameOf(evil)} behind it`, text + evil],
    ]),
    ...characters.map((code): [string, string] => {
      const evil = String.fromCodePoint(code);
      return [nameOf(evil), text.slice(0, middle) + evil + text.slice(middle)];
    }),
  ]);
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

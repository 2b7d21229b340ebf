/**
 * What a reader does not see, or what paints its neighbours in another order: bidi controls, zero-width and other invisible characters,
 * controls, line breaks and halves of surrogate pairs; and what each machine paints as it likes, such as private use.
 */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\u2800]/u;
const LINE_BREAK = /[\n\v\f\r\x85\u2028\u2029]/;
/** A letter, digit, sign or emoji that puts something on the screen: the fillers of Hangul and the blank of Braille do not. */
const SEEN = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether there is anything to read in a text. */
export function hasVisibleCharacter(text: string): boolean {
  return SEEN.test(text);
}

/** The first character that a reader would not see, as the rest of a sentence: `contains the invisible character U+202E`. */
export function unseenCharacter(text: string): string | undefined {
  const [found] = UNSEEN.exec(text) ?? [];
  return found === undefined ? undefined : `contains the ${kindOf(found)} ${codePoint(found)}`;
}

/** A text that came from a stranger, fit for a message of ours: what nobody would see is spelled out. */
export function withUnseenSpelled(text: string): string {
  return Array.from(text, (character) => (UNSEEN.test(character) ? `<${codePoint(character)}>` : character)).join('');
}

/** `U+202E` */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function kindOf(character: string): string {
  if (LINE_BREAK.test(character)) return 'line break';
  if (/\p{Cc}/u.test(character)) return 'control character';
  return /\p{Cs}/u.test(character) ? 'half surrogate pair' : 'invisible character';
}

import { codePoint, hasInk, unseenIn, withUnseen } from '@countersign/visible-text';

const LINE_BREAK = /[\n\v\f\r\x85\u2028\u2029]/;
/** What a character that nobody sees is called, by the first expression that it fits. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [LINE_BREAK, 'line break'],
  [/\p{Cc}/u, 'control character'],
  [/\p{Cs}/u, 'half surrogate pair'],
  [/\p{Default_Ignorable_Code_Point}/u, 'invisible character'],
  [/\p{Zs}/u, 'blank'],
  [/\p{M}/u, 'mark'],
  [/\p{Cn}/u, 'unassigned character'],
];

/** Whether there is anything to read in a text. */
export function hasVisibleCharacter(text: string): boolean {
  return hasInk(text);
}

/** The first character that a reader would not see, as the rest of a sentence: `contains the invisible character U+202E`. */
export function unseenCharacter(text: string): string | undefined {
  const found = unseenIn(text);
  return found === undefined ? undefined : `contains the ${kindOf(found)} ${codePoint(found)}`;
}

/** A text that came from a stranger, fit for a message of ours: what nobody would see is spelled out. */
export function withUnseenSpelled(text: string): string {
  return withUnseen(text, (name) => `<${name}>`);
}

function kindOf(character: string): string {
  return KINDS.find(([pattern]) => pattern.test(character))?.[1] ?? 'invisible character';
}

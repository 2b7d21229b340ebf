import { codePoint } from '@countersign/visible-text';
import { z } from 'zod';
import { hasVisibleCharacter, unseenCharacter } from './unseen-characters';

const LONGEST_IDENTIFIER = 255;
/** Digits of other scripts, small and circled ones: each reads like a digit, and is another number or none. */
const ODD_DIGIT = /(?![0-9])\p{N}/u;
/** Also for the JSON Schema, by which forms judge before anything is sent. */
const ONE_LINE = /^\S(?:.*\S)?$/;
const EMPTY_OR_ONE_LINE = /^(?:\S(?:.*\S)?)?$/;
const NO_BLANKS_AROUND = 'must be one line without blanks at either end';
const NOT_COMPOSED = 'must be in composed form (Unicode NFC), so that what looks the same is the same';

/**
 * What is compared or looked up by somebody: a mobile number, a reference, a code. One line, no blanks at its ends, nothing but what a
 * reader sees, spelled in one way, no digits but 0 to 9: what a checker reads is what is sent.
 */
export function identifier(mostCharacters = LONGEST_IDENTIFIER): z.ZodString {
  return oneLine(mostCharacters, identifierFlaw);
}

/** An identifier, or the empty text that samples send where one is not used. */
export function unusedOrIdentifier(mostCharacters = LONGEST_IDENTIFIER): z.ZodString {
  return emptyOrOneLine(mostCharacters, identifierFlaw);
}

/** What something or somebody is called: as an identifier, with the digits of any script. */
export function nameText(mostCharacters = LONGEST_IDENTIFIER): z.ZodString {
  return oneLine(mostCharacters, nameFlaw);
}

/** A name, or the empty text where there is none. */
export function unusedOrName(mostCharacters = LONGEST_IDENTIFIER): z.ZodString {
  return emptyOrOneLine(mostCharacters, nameFlaw);
}

/** What people write for people: whatever their language needs, line breaks too. Whoever shows it marks what is not seen. */
export function freeText(mostCharacters: number): z.ZodString {
  return z.string().max(mostCharacters);
}

/** Free text in which there is something to read. */
export function filledText(mostCharacters: number): z.ZodString {
  return freeText(mostCharacters)
    .regex(/\S/, { error: 'must not be blank', abort: true })
    .refine(hasVisibleCharacter, 'must have at least one visible character');
}

/** A whole number that is sent as text: its shortest spelling, so that every parser reads the number that is shown. */
export function wholeNumberText(mostDigits = 18): z.ZodString {
  return z
    .string()
    .max(mostDigits)
    .regex(/^(?:0|[1-9][0-9]*)$/, 'must be a whole number in digits 0 to 9, without sign, blanks or leading zeros');
}

type Flaw = (text: string) => string | undefined;

function oneLine(mostCharacters: number, flawOf: Flaw): z.ZodString {
  return z.string().min(1).max(mostCharacters).superRefine(complain(flawOf)).regex(ONE_LINE, NO_BLANKS_AROUND);
}

function emptyOrOneLine(mostCharacters: number, flawOf: Flaw): z.ZodString {
  return z.string().max(mostCharacters).superRefine(complain(flawOf)).regex(EMPTY_OR_ONE_LINE, NO_BLANKS_AROUND);
}

function identifierFlaw(text: string): string | undefined {
  const [digit] = ODD_DIGIT.exec(text) ?? [];
  return digit === undefined ? nameFlaw(text) : `contains the digit ${codePoint(digit)}, which is not one of 0 to 9`;
}

function nameFlaw(text: string): string | undefined {
  return unseenCharacter(text) ?? (text.normalize() === text ? undefined : NOT_COMPOSED);
}

/** One sentence for one field: what else is wrong with it is told once this is mended. */
function complain(flawOf: Flaw) {
  return (text: string, context: z.RefinementCtx<string>): void => {
    const message = flawOf(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message, continue: false });
  };
}

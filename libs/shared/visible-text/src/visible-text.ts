import { codePoint } from './code-point';
import { VISIBLE } from './visible-characters';

/** Arabic, Syriac and Kaithi signs that Unicode counts as invisible, and that are painted before a number. */
const BEFORE_NUMBERS = String.raw`[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]`;
/** Emoji come first: they keep the joiners that make them up. */
const PARTS = new RegExp(String.raw`(\p{RGI_Emoji}|${BEFORE_NUMBERS}|${VISIBLE})|[^]`, 'gv');

/** A text with a mark such as ⟨U+202E⟩ for each character that would not be seen: controls, line ends, blanks, what turns or joins. */
export function visibleText(text: string): string {
  return withUnseen(text, (name) => `⟨${name}⟩`);
}

/** @param spell what to write for a character that would not be seen; it is given `U+202E` */
export function withUnseen(text: string, spell: (name: string) => string): string {
  return text.replace(PARTS, (part, seen: string | undefined) => seen ?? spell(codePoint(part)));
}

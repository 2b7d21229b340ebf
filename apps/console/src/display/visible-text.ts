/** Emoji keep the joiners that make them up; every other character that is not painted, or that moves others about, is found. */
const EMOJI_OR_UNSEEN = new RegExp(
  String.raw`\p{RGI_Emoji}|[[\p{Cc}\p{Cf}\p{DI}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u2800]--[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]]`,
  'gv',
);
const EMOJI = new RegExp(String.raw`^\p{RGI_Emoji}$`, 'v');
/** Letters of scripts that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** A text as it is stored, with a mark such as ⟨U+202E⟩ for each character that would not be seen: controls, line ends, what turns or joins. */
export function visibleText(text: string): string {
  return text.replace(EMOJI_OR_UNSEEN, (found) => (EMOJI.test(found) ? found : markOf(found)));
}

/** The same inside of a sentence of ours where no element can be: a title, a label for screen readers, a toast. */
export function isolated(text: string): string {
  const visible = visibleText(text);
  return RIGHT_TO_LEFT.test(visible) ? `${FIRST_STRONG_ISOLATE}${visible}${POP_ISOLATE}` : visible;
}

function markOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/**
 * Assigned as letters or symbols, and yet they paint nothing, or stand for something else that is not there: blanks of Braille, of
 * hieroglyphs and of music, a half space, an object that was left out, a character that was lost.
 */
const NO_INK = String.raw`\u2800\u303F\uFFFC\uFFFD\u{13441}\u{13442}\u{1D159}`;
const LETTER = String.raw`[\p{L}--[\p{DI}${NO_INK}]]`;
const INK = String.raw`[[\p{L}\p{N}\p{P}\p{S}]--[\p{DI}${NO_INK}]]`;
/** Marks that letters of many scripts are composed with. Strokes through a letter are not among them: they paint it over. */
const COMPOSING = String.raw`\u0300-\u0304\u0306-\u030C\u030F\u0311\u0313\u0314\u031B\u0323-\u0328\u032D\u032E\u0330\u0331\u0342\u0345\u3099\u309A`;
/** Marks of one script that join or turn their neighbours, or fill a place, and paint nothing themselves. */
const JOINING = String.raw`\u2D7F\u{1107F}\u{13430}-\u{13455}\u{16FE4}\u{1BC9D}\u{1BC9E}\u{1DA00}-\u{1DAAF}`;
const OF_ANY_SCRIPT = String.raw`\p{scx=Inherited}\p{scx=Common}\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F`;
/** They put the next letter below the last one: nothing is seen of them where no letter follows. */
const STACKER = String.raw`\u1039\u17D2\u1A60\u{10A3F}\u{11133}\u{113D0}\u{1193E}\u{11A47}\u{11A99}\u{11D45}\u{11D97}\u{11F42}`;
const MARK = String.raw`[[[\p{Mn}\p{Mc}]--[\p{DI}${OF_ANY_SCRIPT}${JOINING}${STACKER}]]${COMPOSING}]`;

/** More than any language writes on one letter; more of them hide the lines above and below. */
const MOST_MARKS = 4;
/** A letter with its marks; the same mark twice in a row may be painted once. The group is for use in an expression of its own. */
const MARKED_LETTER = String.raw`${LETTER}(?:(?<mark>${MARK})(?!\k<mark>)|[${STACKER}](?=${LETTER})){0,${MOST_MARKS}}`;

/** What is seen, from where an expression stands; it is written in the `v` notation. */
export const VISIBLE = `${MARKED_LETTER}|${INK}| `;

const ALL_VISIBLE = new RegExp(VISIBLE, 'gv');
const WITH_INK = new RegExp(INK, 'v');

/** The first character that a reader would not see, or not tell from another one. */
export function unseenIn(text: string): string | undefined {
  return /[^ ]/u.exec(text.replace(ALL_VISIBLE, ' '))?.[0];
}

/** Whether there is anything to read in a text. */
export function hasInk(text: string): boolean {
  return WITH_INK.test(text);
}

import { answerCode } from './answer-code';

/** Letters, digits and what stands between them in ids. No sign: `-1` is how the loyalty API says that there is none. */
const ID = /^[A-Za-z0-9][\w.:-]{0,254}$/;
/** Zeros in any number, also those of an id that is all zeros. */
const NOTHING_BUT_ZEROS = /^(?:0x)?[0.:_-]+$/i;
const WORDS_FOR_NONE: ReadonlySet<string> = new Set(['null', 'nil', 'none', 'undefined', 'nan', 'infinity', 'true', 'false', 'na', 'n.a.']);

/** The id of something that was made. `-1`, `0`, `null`, `"null"` and the empty text are ways to say that nothing was. */
export const madeId = answerCode.refine(
  (id) => ID.test(id) && !NOTHING_BUT_ZEROS.test(id) && !WORDS_FOR_NONE.has(id.toLowerCase()),
  'must be the id of something that was made',
);

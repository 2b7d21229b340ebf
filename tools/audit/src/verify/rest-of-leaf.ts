import { digestTexts, type Texts } from '@countersign/journal';
import type { BundledLeaf } from '../bundle';

/** What is never erased: its salt stays. */
const LASTING = ['by', 'checker', 'maker', 'facts', 'decided', 'attempts', 'ending', 'loyaltyKey'];
/** But rows of attempts go with a request whose time is over. */
const SWEPT = 'attempts';
/** A salt of nothing: whoever put it there changed the leaf's row. */
const IDLE_SALT = 'lasting_salt';

/** What is left of what a leaf has digests of. */
export interface Rest {
  /** The digests of what is left, and the stored ones of what was erased. */
  readonly current: Texts;
  /** Names of what is not what was digested, or is gone though it is never erased. */
  readonly differing: readonly string[];
  /** Some words are gone, and their salt with them. */
  readonly isErased: boolean;
  readonly isSwept: boolean;
}

export function restOf({ words = {}, salt, lasting = {}, lastingSalt, digests: stored = {} }: BundledLeaf): Rest {
  const isIdle = lastingSalt !== undefined && !Object.keys(stored).some((name) => LASTING.includes(name));
  const added = [...(salt === undefined ? Object.keys(words) : []), ...(isIdle ? [IDLE_SALT] : [])];
  const anew = { ...digested(words, salt), ...digested(lasting, lastingSalt) };
  const gone = Object.keys(stored).filter((name) => anew[name] === undefined);
  const isSwept = salt === undefined && gone.includes(SWEPT);
  const erased = gone.filter((name) => salt === undefined && (!LASTING.includes(name) || name === SWEPT));
  const current = { ...Object.fromEntries(erased.map((name) => [name, stored[name] ?? ''])), ...anew };
  const names = [...new Set([...Object.keys(stored), ...Object.keys(current)])];
  return {
    current,
    differing: [...added, ...names.filter((name) => current[name] !== stored[name])],
    isErased: erased.length > 0,
    isSwept,
  };
}

function digested(texts: Texts, salt: string | undefined): Texts {
  return salt === undefined ? {} : digestTexts(texts, Buffer.from(salt, 'base64'));
}

import { freshKey } from '../../api/fresh-key';
import type { Judgement } from './judge-rows';
import type { Row } from './rows';

/**
 * The Idempotency-Key of each row, made of what it asks for: the same row of a file that was mended, sorted, renamed or saved otherwise
 * has the same key, wherever it stands. The gateway names what a row asks for, so that no browser has to be able to hash.
 * @returns by line
 */
export function rowKeys(rows: readonly Row[], judgements: readonly Judgement[]): ReadonlyMap<number, string> {
  const times = new Map<string, number>();
  return new Map(
    rows.map(({ line, earlier }, index) => {
      const judgement = judgements[index];
      if (earlier?.kind === 'unknown' && judgement?.kind !== 'used') return [line, earlier.key];
      const identity = judgement?.result?.identity ?? freshKey();
      const time = (times.get(identity) ?? 0) + 1;
      times.set(identity, time);
      // The same twice in a file, where somebody wants both.
      return [line, `upload-${identity}-${time}`];
    }),
  );
}

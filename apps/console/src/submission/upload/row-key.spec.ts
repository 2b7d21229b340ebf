import type { Judgement } from './judge-rows';
import { rowKeys } from './row-key';
import type { Row } from './rows';

const row = (line: number, own: Partial<Row> = {}): Row => ({ line, cells: [], values: {}, text: '', ...own });
const fine = (identity: string): Judgement => ({ kind: 'fine', result: { ok: true, identity } });
const used = (identity: string): Judgement => ({ kind: 'used', result: { ok: true, identity }, message: '' });

describe('the key of a row', () => {
  it('is that of its content, wherever the row stands, and counts those that are the same', () => {
    const keys = rowKeys([row(2), row(3), row(4)], [fine('a'), fine('b'), fine('a')]);
    const sorted = rowKeys([row(2), row(3), row(4)], [fine('b'), fine('a'), fine('a')]);
    expect([...keys.values()]).toEqual(['upload-a-1', 'upload-b-1', 'upload-a-2']);
    expect(new Set(sorted.values())).toEqual(new Set(keys.values()));
  });

  it('is the one of the earlier try of which no answer came, until that is known', () => {
    const again = row(2, { earlier: { kind: 'unknown', key: 'k' } });
    expect(rowKeys([again], [fine('a')]).get(2)).toBe('k');
    expect(rowKeys([again], [used('b')]).get(2)).toBe('upload-b-1');
  });
});

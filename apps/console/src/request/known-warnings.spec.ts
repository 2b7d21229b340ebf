import type { RequestView } from '../api/request-view';
import { keepWarnings, knownWarnings } from './known-warnings';

const read = (requestId: string, ...warnings: readonly string[]) =>
  ({ requestId, details: { approval: { warnings } } }) as unknown as RequestView;

describe('what reads have told to warn of', () => {
  it('is kept by request, and a read from before that comes later takes none back', () => {
    keepWarnings([read('a', 'own-policy'), read('b')]);
    keepWarnings([read('a', 'maker-revoked')]);
    keepWarnings([read('a')]);
    expect(knownWarnings('a')).toEqual(['own-policy', 'maker-revoked']);
    expect(knownWarnings('b')).toEqual([]);
  });
});

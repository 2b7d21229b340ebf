import type { RequestView } from '../api/request-view';
import { warningsOf, wordsOf } from './warning-words';

const request = (state: string, warnings?: readonly string[]) => ({ state, details: { approval: { warnings } } }) as unknown as RequestView;

describe('what is warned of', () => {
  it('is what either of page and look-up tells, once', () => {
    expect(warningsOf(request('AdminTask', ['own-policy']), ['own-policy', 'maker-revoked'])).toEqual(['own-policy', 'maker-revoked']);
    expect(warningsOf(request('AdminTask', ['own-policy']))).toEqual(['own-policy']);
    expect(warningsOf(request('AdminTask'), ['maker-revoked'])).toEqual(['maker-revoked']);
  });

  it('is said by its name where the page has no words for it, in the words that have to be read', () => {
    expect(wordsOf('some-news').words).toContain('some-news');
  });

  it('is nothing once the request waits no more, whatever was looked up before', () => {
    expect(warningsOf(request('approved', ['own-policy']), ['maker-revoked'])).toEqual([]);
  });
});

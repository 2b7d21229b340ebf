import { readPreference } from './preference';

describe('readPreference', () => {
  it.each([
    [undefined, 5_000, undefined],
    ['wait=10', 10_000, 'wait=10'],
    ['Wait = 10', 10_000, 'wait=10'],
    ['wait=0', 0, 'wait=0'],
    ['wait=600', 30_000, 'wait=30'],
    ['respond-async', 0, 'respond-async'],
    ['respond-async, wait=2', 2_000, 'wait=2'],
    ['return=minimal, respond-async;foo=bar', 0, 'respond-async'],
    ['wait=soon', 5_000, undefined],
    ['handling=lenient', 5_000, undefined],
    ['', 5_000, undefined],
  ])('%j waits %d ms', (header, waitMs, applied) => {
    expect(readPreference(header)).toEqual(applied === undefined ? { waitMs } : { waitMs, applied });
  });
});

import type { Invariant } from './invariant';

/** A sealed journal does not exist yet; the plain one is judged by I3. */
export const audit: Invariant = {
  id: 'I16',
  title: 'The journal cannot be rewritten unnoticed',
  check: () =>
    Promise.resolve({
      checked: 0,
      violations: [],
      note: 'Not checked: the journal is not sealed yet. I3 judges that it is whole, not that nobody rewrote it.',
    }),
};

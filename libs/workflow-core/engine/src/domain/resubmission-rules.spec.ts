import { REQUEST_STATES } from './request-state';
import { refuseResubmission } from './resubmission-rules';

const MAKER = 1;

describe('asking again for what has ended', () => {
  it('is for what ended without an execution, and for nothing else', () => {
    const free = REQUEST_STATES.filter((state) => refuseResubmission({ state, requester: { id: MAKER } }, MAKER) === undefined);
    expect(free).toEqual(['rejected', 'withdrawn', 'expired']);
  });

  it.each(REQUEST_STATES)('is for the maker alone: %s', (state) => {
    expect(refuseResubmission({ state, requester: { id: MAKER } }, 2)).toBe('not-maker');
  });
});

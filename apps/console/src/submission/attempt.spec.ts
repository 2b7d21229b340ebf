import { AnswerLost } from '../api/lost-answer';
import { CallFailed } from '../api/problem';
import { afterFailure, begun, freshAttempt } from './attempt';

const LOST = new AnswerLost('No answer.');
const REUSED = new CallFailed(422, [{ code: 2101, message: 'Another body.' }]);
const INVALID = new CallFailed(400, [{ code: 2008, message: 'Wrong.' }]);

describe('the tries to submit a form', () => {
  const lost = afterFailure({ key: 'k' }, 'first', LOST);

  it('keep what was sent while no answer came, so that the very same can be sent once more', () => {
    expect(begun({ key: 'k' }, 'first')).toEqual({ key: 'k', unknown: 'first' });
    expect(lost).toEqual({ key: 'k', unknown: 'first' });
    expect(afterFailure(lost, 'changed', LOST)).toEqual(lost);
  });

  it('do not forget it when a changed form is refused: going back to the first content is safe', () => {
    expect(afterFailure(lost, 'changed', REUSED)).toEqual(lost);
    expect(afterFailure(lost, 'changed', INVALID)).toEqual(lost);
  });

  it.each([401, 403, 429])('do not forget it when the repetition is turned away with %d', (status) => {
    expect(afterFailure(lost, 'first', new CallFailed(status, []))).toEqual(lost);
  });

  it('are known again when the same was refused, or nothing had been lost', () => {
    expect(afterFailure(lost, 'first', INVALID)).toEqual({ key: 'k' });
    expect(afterFailure({ key: 'k' }, 'first', INVALID)).toEqual({ key: 'k' });
    expect(afterFailure({ key: 'k' }, 'first', new CallFailed(401, []))).toEqual({ key: 'k' });
  });

  it('begin anew under another key', () => {
    expect(freshAttempt().key).not.toBe(freshAttempt().key);
    expect(freshAttempt().unknown).toBeUndefined();
  });
});

import type { RequestView, State } from '../api/request-view';
import { whyNot } from './why-not';

const senior = 'CanCheckRequestSenior';
const request = (next: string, state: State = 'AdminTask') =>
  ({
    userId: 1001,
    state,
    details: { approval: { next, levels: [{ grant: 'CanCheckRequest' }, { grant: senior }] }, decisions: [] },
  }) as unknown as RequestView;
const checker = { id: 2001, grants: ['CanCheckRequest'] };

describe('whyNot', () => {
  it('says which grant an approval takes, and that other verdicts are possible', () => {
    expect(whyNot([request(senior)], checker, 'approved')).toBe(
      'The next approval takes a senior checker. You can reject it or send it back.',
    );
    expect(whyNot([request(senior)], checker, 'rejected')).toBeUndefined();
    expect(whyNot([request(senior)], checker)).toBeUndefined();
  });

  it('gives each reason once for all that are marked', () => {
    const why = whyNot([request(senior), request(senior), request('CanCheckRequest', 'approved')], checker, 'approved');
    expect(why).toBe(
      'None of the 3 marked requests: The next approval takes a senior checker. You can reject it or send it back. This no longer waits for a checker.',
    );
  });

  it('has nothing to say where one of them can be decided on', () => {
    expect(whyNot([request(senior), request('CanCheckRequest')], checker, 'approved')).toBeUndefined();
  });
});

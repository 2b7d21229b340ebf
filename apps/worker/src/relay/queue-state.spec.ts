import { QueueState } from './queue-state';

describe('what a worker knows of its queue', () => {
  it('leaves work to it until it fails, and again once it works, and tells what is news', () => {
    const state = new QueueState(true, 15_000);
    expect([state.usable, state.patienceMs]).toEqual([true, 15_000]);
    expect(state.works()).toBe(false);
    expect([state.fails('its memory is full'), state.fails('its memory is full'), state.fails('it is a replica')]).toEqual([
      true,
      false,
      true,
    ]);
    expect([state.usable, state.patienceMs, state.problem]).toEqual([false, 0, 'it is a replica']);
    expect([state.works(), state.works()]).toEqual([true, false]);
    expect([state.usable, state.problem]).toEqual([true, undefined]);
  });

  it('leaves nothing to a queue that is not configured', () => {
    const state = new QueueState(false, 15_000);
    expect([state.usable, state.patienceMs]).toEqual([false, 0]);
  });
});

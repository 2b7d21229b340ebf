import type { DeliveryAttemptNote } from '@countersign/engine';
import { DELIVERY_SCHEDULE, nextDelivery } from './next-delivery';

const refused = (httpStatus: number): DeliveryAttemptNote => ({ class: 'refused', httpStatus, durationMs: 5 });
const timeout: DeliveryAttemptNote = { class: 'timeout', durationMs: 15_000 };
const HOUR = 3_600_000;

describe('nextDelivery', () => {
  it('ends with a 2xx', () => {
    expect(nextDelivery({ class: 'delivered', httpStatus: 204, durationMs: 3 }, 1, 0.5)).toEqual({ state: 'delivered' });
  });

  it('tries a 400 again: a bug of the receiver must not lose an event', () => {
    expect(nextDelivery(refused(400), 1, 0.5)).toEqual({ state: 'due', dueInMs: 5_000 });
  });

  it.each([301, 302, 401, 404, 409, 429, 500, 503])('tries %i again', (status) => {
    expect(nextDelivery(refused(status), 1, 0.5)).toMatchObject({ state: 'due' });
  });

  it.each(['timeout', 'unreachable', 'blocked'] as const)('tries again what ended as %s', (failure) => {
    expect(nextDelivery({ class: failure, durationMs: 1 }, 1, 0.5)).toMatchObject({ state: 'due' });
  });

  it('stops at once when the receiver says that it is gone', () => {
    expect(nextDelivery(refused(410), 1, 0.5, 60_000)).toEqual({ state: 'gone' });
  });

  it('walks the whole schedule and is then exhausted, never forgotten', () => {
    const pauses = DELIVERY_SCHEDULE.slice(1).map((_, index) => nextDelivery(timeout, index + 1, 0.5));
    expect(pauses).toEqual(
      [5, 30, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map((seconds) => ({ state: 'due', dueInMs: seconds * 1_000 })),
    );
    expect(nextDelivery(timeout, DELIVERY_SCHEDULE.length, 0.5)).toEqual({ state: 'exhausted' });
    expect(nextDelivery(timeout, DELIVERY_SCHEDULE.length + 5, 0.5)).toEqual({ state: 'exhausted' });
  });

  it('spreads by 20 % in both directions', () => {
    expect(nextDelivery(timeout, 2, 0)).toEqual({ state: 'due', dueInMs: 24_000 });
    expect(nextDelivery(timeout, 2, 0.999_999)).toEqual({ state: 'due', dueInMs: 36_000 });
  });

  it('never comes earlier than the receiver asked, nor later than a day for it', () => {
    expect(nextDelivery(refused(429), 1, 0.5, 90_000)).toEqual({ state: 'due', dueInMs: 90_000 });
    expect(nextDelivery(refused(503), 4, 0.5, 1_000)).toEqual({ state: 'due', dueInMs: 1_800_000 });
    expect(nextDelivery(refused(429), 1, 0.5, 1_000 * HOUR)).toEqual({ state: 'due', dueInMs: 24 * HOUR });
  });
});

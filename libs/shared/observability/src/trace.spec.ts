import { setImmediate } from 'node:timers/promises';
import { callerTraceId, currentTrace, newTraceId, runWithTrace } from './trace';

const given = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('a trace', () => {
  it('has an id of 32 lower hex digits, and no two are the same', () => {
    expect(newTraceId()).toMatch(/^[0-9a-f]{32}$/);
    expect(newTraceId()).not.toBe(newTraceId());
  });

  it.each([`00-${given}-00f067aa0ba902b7-01`, `01-${given}-00f067aa0ba902b7-00-of-a-later-version`])(
    'knows the caller’s own id by %s',
    (traceparent) => {
      expect(callerTraceId({ traceparent })).toBe(given);
    },
  );

  it.each([
    undefined,
    given,
    `00-${given.toUpperCase()}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${given}-${'0'.repeat(16)}-01`,
    `ff-${given}-00f067aa0ba902b7-01`,
    `00-${given}x-00f067aa0ba902b7-01`,
    `00-${given}-00f067aa0ba902b7-01\nforged line`,
  ])('takes nothing from the header %j', (traceparent) => {
    expect(callerTraceId({ traceparent })).toBeUndefined();
  });

  it('follows the work through what it awaits, each its own', async () => {
    const seen = async () => {
      await setImmediate();
      return currentTrace()?.traceId;
    };
    expect(await Promise.all([runWithTrace({ traceId: 'a' }, seen), runWithTrace({ traceId: 'b' }, seen), seen()])).toEqual([
      'a',
      'b',
      undefined,
    ]);
  });
});

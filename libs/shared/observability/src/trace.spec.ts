import { setImmediate } from 'node:timers/promises';
import { currentTraceId, newTraceId, runWithTrace, traceIdFrom } from './trace';

const given = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('trace ids', () => {
  it('are 32 lower hex digits and differ', () => {
    expect(newTraceId()).toMatch(/^[0-9a-f]{32}$/);
    expect(newTraceId()).not.toBe(newTraceId());
  });

  it.each([`00-${given}-00f067aa0ba902b7-01`, `01-${given}-00f067aa0ba902b7-00-of-a-later-version`])('are taken from %s', (traceparent) => {
    expect(traceIdFrom({ traceparent })).toBe(given);
  });

  it.each([
    undefined,
    given,
    `00-${given.toUpperCase()}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${given}-${'0'.repeat(16)}-01`,
    `ff-${given}-00f067aa0ba902b7-01`,
    `00-${given}x-00f067aa0ba902b7-01`,
    `00-${given}-00f067aa0ba902b7-01\nforged line`,
  ])('are new where the header is %j', (traceparent) => {
    const traceId = traceIdFrom({ traceparent });
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(traceId).not.toBe(given);
  });

  it('follow the work through what it awaits, each its own', async () => {
    const seen = async () => {
      await setImmediate();
      return currentTraceId();
    };
    expect(await Promise.all([runWithTrace('a', seen), runWithTrace('b', seen), seen()])).toEqual(['a', 'b', undefined]);
  });
});

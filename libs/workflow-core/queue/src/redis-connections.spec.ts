import { producerConnection, workerConnection } from './redis-connections';

const connections = [
  ['producers', producerConnection('redis://127.0.0.1:6379')],
  ['workers', workerConnection('redis://127.0.0.1:6379')],
] as const;

describe.each(connections)('connections of %s', (_who, connection) => {
  it('try again soon and never wait longer than 2 s, however often it failed', () => {
    const pauses = [1, 2, 5, 10, 1_000_000].map((times) => connection.retryStrategy?.(times));
    expect(pauses).toEqual([200, 400, 2_000, 2_000, 2_000]);
  });

  it('connect anew after a failover left them with a replica, and after no other error', () => {
    const reconnects = connection['reconnectOnError'] as (error: Error) => boolean;
    expect(reconnects(new Error("READONLY You can't write against a read only replica."))).toBe(true);
    expect(reconnects(new Error('OOM command not allowed'))).toBe(false);
  });
});

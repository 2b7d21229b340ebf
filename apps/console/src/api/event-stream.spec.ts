import { EventStreamReader } from './event-stream';

const read = (...pieces: string[]) => {
  const reader = new EventStreamReader();
  return pieces.flatMap((piece) => reader.read(piece));
};

describe('EventStreamReader', () => {
  it('puts together what arrives in pieces', () => {
    expect(read('retry: 20', '00\n\nevent: cha', 'nges\ndata: {"a":', '1}\n', '\n: heart')).toEqual([
      { retryMs: 2000 },
      { event: 'changes', data: '{"a":1}' },
    ]);
  });

  it('passes over heartbeats and unknown fields', () => {
    expect(read(': heartbeat\n\nid: 7\n\ndata: x\n\n')).toEqual([{ event: 'message', data: 'x' }]);
  });

  it('takes every way to end a line, cut in two as well', () => {
    expect(read('data: a\r\n\r', '\ndata: b\rdata: c\r', '\r\n')).toEqual([
      { event: 'message', data: 'a' },
      { event: 'message', data: 'b\nc' },
    ]);
  });
});

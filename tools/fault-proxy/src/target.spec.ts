import { targetOf, urlAt } from './target';

describe('the target of a proxy', () => {
  it.each([
    ['postgresql://user:secret@127.0.0.1:6001/postgres', { host: '127.0.0.1', port: 6001 }],
    ['redis://:secret@127.0.0.1', { host: '127.0.0.1', port: 6379 }],
    ['http://localhost', { host: 'localhost', port: 80 }],
    ['http://[::1]:3001/', { host: '::1', port: 3001 }],
  ])('is read from %s', (url, target) => {
    expect(targetOf(url)).toEqual(target);
  });

  it('needs a port', () => {
    expect(() => targetOf('tcp://127.0.0.1')).toThrow('has no port');
  });

  it.each([
    ['postgresql://user:secret@127.0.0.1:6001/postgres?a=b', 'postgresql://user:secret@127.0.0.1:9/postgres?a=b'],
    ['redis://:secret@127.0.0.1:6379', 'redis://:secret@127.0.0.1:9'],
    ['http://localhost:3001', 'http://127.0.0.1:9'],
    ['http://localhost:3001/events', 'http://127.0.0.1:9/events'],
  ])('keeps everything but its place: %s', (url, moved) => {
    expect(urlAt(url, { host: '127.0.0.1', port: 9 })).toBe(moved);
  });
});

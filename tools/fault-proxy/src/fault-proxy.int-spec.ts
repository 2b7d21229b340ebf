import { once } from 'node:events';
import { waitFor } from '@countersign/local-servers';
import { type Listener, TcpPair } from './test-support/tcp-pair';

let pair: TcpPair;
/** Passes everything: what went through it had time to go through the other one too. */
let witness: TcpPair;

beforeEach(async () => {
  pair = await TcpPair.start();
  witness = await TcpPair.start();
});
afterEach(async () => {
  await pair.stop();
  await witness.stop();
});

async function timeEnough(): Promise<void> {
  const { client, server } = await witness.both();
  for (let round = 0; round < 20; round += 1) await exchange(client, server, `round ${round};`);
}

/** Asks, and lets the server answer what it was asked. */
async function exchange(client: Listener, server: Listener, text: string): Promise<void> {
  client.socket.write(text);
  await server.hears(text);
  server.socket.write(`re: ${text}`);
  await client.hears(`re: ${text}`);
}

describe('a proxy without a fault', () => {
  it('passes bytes both ways', async () => {
    const { client, server } = await pair.both();
    await exchange(client, server, 'hello');
  });

  it('passes a megabyte whole and in order', async () => {
    const { client, server } = await pair.both();
    const text = Array.from({ length: 150_000 }, (_, index) => String(index)).join(',');
    client.socket.write(text);
    await waitFor(() => server.text.length >= text.length, { what: 'a megabyte' });
    expect(server.text).toBe(text);
  });

  it('still brings the answer to a client that has ended its side', async () => {
    const { client, server } = await pair.both();
    server.socket.once('data', () => server.socket.end('answer'));
    client.socket.end('last words');
    await client.hears('answer');
    expect(await client.isOver()).toBe('ended');
  });

  it('tells either side that the other has gone', async () => {
    const first = await pair.both();
    first.server.socket.destroy();
    expect(await first.client.isOver()).toBe('ended');
    const second = await pair.both();
    second.client.socket.resetAndDestroy();
    expect(await second.server.isOver()).toBe('reset');
    await waitFor(() => pair.proxy.connections === 0, { what: 'no connection' });
  });
});

describe('latency', () => {
  it('delays, and keeps the order under jitter', async () => {
    const { client, server } = await pair.both();
    await pair.proxy.set({ kind: 'latency', ms: 60, jitterMs: 50, direction: 'to-target' });
    const begun = performance.now();
    for (let index = 0; index < 50; index += 1) {
      client.socket.write(`${index};`);
      await new Promise(setImmediate);
    }
    await server.hears('49;');
    expect(performance.now() - begun).toBeGreaterThan(10);
    expect(server.text).toBe(Array.from({ length: 50 }, (_, index) => `${index};`).join(''));
  });

  it('concerns one direction when told so', async () => {
    const { client, server } = await pair.both();
    await pair.proxy.set({ kind: 'latency', ms: 60_000, direction: 'to-client' });
    client.socket.write('asked');
    await server.hears('asked');
    server.socket.write('answered');
    await timeEnough();
    expect(client.text).toBe('');
  });
});

describe('a throttled line', () => {
  it('lets no more through than it may, and everything after the fault', async () => {
    const { client, server } = await pair.both();
    await pair.proxy.set({ kind: 'throttle', bytesPerSecond: 1_000 });
    const begun = performance.now();
    client.socket.write('x'.repeat(300));
    await waitFor(() => server.text.length === 300, { what: '300 bytes', every: 5 });
    expect(performance.now() - begun).toBeGreaterThan(150);
    client.socket.write('y'.repeat(1_000_000));
    await pair.proxy.heal();
    await waitFor(() => server.text.length === 1_000_300, { what: 'the rest' });
  });
});

describe('a cut', () => {
  it('closes both sides after exactly so many bytes of each connection', async () => {
    const { client, server } = await pair.both();
    await pair.proxy.set({ kind: 'cut', afterBytes: 7, direction: 'to-target' });
    client.socket.write('123');
    await server.hears('123');
    client.socket.write('4567890');
    expect(await client.isOver()).toBe('ended');
    expect(await server.isOver()).toBe('ended');
    expect(server.text).toBe('1234567');
  });

  it('leaves the other direction alone', async () => {
    const { client, server } = await pair.both();
    await pair.proxy.set({ kind: 'cut', afterBytes: 0, direction: 'to-client' });
    client.socket.write('many bytes that pass');
    await server.hears('many bytes that pass');
    server.socket.write('not one of these');
    await client.isOver();
    expect(client.text).toBe('');
  });
});

describe('a reset', () => {
  it('is seen by the client as a reset connection', async () => {
    const { client, server } = await pair.both();
    await pair.proxy.set({ kind: 'reset', afterBytes: 0, direction: 'to-target' });
    client.socket.write('hello');
    expect(await client.isOver()).toBe('reset');
    await server.isOver();
    expect(server.text).toBe('');
  });
});

describe('a lost answer', () => {
  it('passes the request and loses the answer', async () => {
    const { client, server } = await pair.both();
    await pair.proxy.set({ kind: 'lose-answer' });
    client.socket.write('do it');
    await server.hears('do it');
    server.socket.write('done');
    expect(await client.isOver()).toBe('reset');
    expect(client.text).toBe('');
    expect(server.text).toBe('do it');
  });
});

describe('a partition', () => {
  it('takes connections and lets nothing pass, and delivers all of it afterwards', async () => {
    const open = await pair.both();
    await pair.proxy.set({ kind: 'half-open' });
    open.client.socket.write('held');
    const late = await pair.client();
    late.socket.write('held too');
    await timeEnough();
    expect(open.server.text).toBe('');
    expect(pair.served).toHaveLength(1);
    await pair.proxy.heal();
    await open.server.hears('held');
    const second = await waitFor(() => pair.served[1], { what: 'the second connection' });
    await second.hears('held too');
  });

  it.each(['destroy', 'resetAndDestroy'] as const)('hides from the server that the client has given up (%s)', async (giveUp) => {
    const { client, server } = await pair.both();
    await pair.proxy.set({ kind: 'half-open' });
    client.socket[giveUp]();
    await once(client.socket, 'close');
    await timeEnough();
    expect(server.end).toBe('open');
    await pair.proxy.heal();
    expect(await server.isOver()).toBe(giveUp === 'destroy' ? 'ended' : 'reset');
  });
});

describe('a fault with a share', () => {
  it('spares the other connections', async () => {
    const lots = [0.9, 0.1];
    const shared = await TcpPair.start(() => lots.shift() ?? 0);
    const spared = await shared.both();
    const hit = await shared.both();
    await shared.proxy.set({ kind: 'lose-answer', share: 0.5 });
    await exchange(spared.client, spared.server, 'passes');
    hit.server.socket.write('lost');
    expect(await hit.client.isOver()).toBe('reset');
    await shared.stop();
  });
});

describe('a proxy that refuses', () => {
  it('refuses new connections, keeps the open ones, and takes new ones at the same port after the fault', async () => {
    const { client, server } = await pair.both();
    await pair.proxy.set({ kind: 'refuse' });
    await expect(pair.client()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await exchange(client, server, 'still here');
    await pair.proxy.heal();
    const again = await pair.both();
    await exchange(again.client, again.server, 'and again');
  });

  it('resets whoever asks for a target that is not there', async () => {
    const { client } = await pair.both();
    await pair.stop();
    await client.isOver();
    pair = await TcpPair.start();
    expect(pair.proxy.connections).toBe(0);
  });
});

describe('the end of all connections', () => {
  it.each([
    ['close', 'ended'],
    ['reset', 'reset'],
  ] as const)('comes as a %s', async (how, end) => {
    const { client } = await pair.both();
    pair.proxy.cutAll(how);
    expect(await client.isOver()).toBe(end);
    const { client: next, server } = await pair.both();
    await exchange(next, server, 'new ones pass');
  });
});

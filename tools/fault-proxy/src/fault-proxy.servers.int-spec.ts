import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDatabase, type TestDatabase, testPostgresUrl, waitFor } from '@countersign/local-servers';
import { Client } from 'pg';
import { request } from 'undici';
import { FaultProxy } from './fault-proxy';

let proxy: FaultProxy;

afterEach(() => proxy.close());

describe('before a real PostgreSQL', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createDatabase(testPostgresUrl());
    await query(database.url, 'create table kept (n int)');
    proxy = await FaultProxy.start({ target: database.url });
  });
  afterEach(() => database.drop());

  async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  async function connected(): Promise<Client> {
    const client = new Client({ connectionString: proxy.url });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  it('logs in and asks as without a proxy', async () => {
    expect(await query(proxy.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('commits a statement whose answer is lost', async () => {
    const client = await connected();
    await proxy.set({ kind: 'lose-answer' });
    await expect(client.query('insert into kept values (1)')).rejects.toThrow();
    await waitFor(async () => (await query(database.url, 'select n from kept')).length === 1, { what: 'the row' });
  });

  it('commits nothing of a statement that never arrives whole', async () => {
    const client = await connected();
    await proxy.set({ kind: 'cut', afterBytes: 10, direction: 'to-target' });
    await expect(client.query('insert into kept values (1)')).rejects.toThrow();
    expect(await query(database.url, 'select n from kept')).toEqual([]);
  });
});

describe('before a real HTTP server', () => {
  let server: Server;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    server = createServer((incoming, response) => {
      asked.push(incoming.url ?? '');
      response.end('done');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await FaultProxy.start({ target: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('answers as without a proxy, connection after connection', async () => {
    for (const path of ['/one', '/two']) expect(await (await request(`${proxy.url}${path}`)).body.text()).toBe('done');
    expect(asked).toEqual(['/one', '/two']);
  });

  it('passes the request once and loses the answer', async () => {
    await proxy.set({ kind: 'lose-answer' });
    await expect(request(`${proxy.url}/pay`, { method: 'POST', body: 'points' })).rejects.toThrow();
    expect(asked).toEqual(['/pay']);
  });
});

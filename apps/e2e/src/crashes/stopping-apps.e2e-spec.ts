import { Agent, get, request } from 'node:http';
import { waitFor } from '@countersign/local-servers';
import { customer, ENTITY, redemption } from '../support/submissions';
import { MAKER, WORKFLOW } from '../support/test-org';
import { TestStack } from '../support/test-stack';

const DRAIN_SECONDS = 2;

/** What a balancer sees of a port: a status with its word, or why it got none. */
interface Seen {
  readonly what: string;
  readonly connection?: string;
}

function probe(url: string, agent?: Agent): Promise<Seen> {
  return new Promise((resolve) => {
    const call = get(url, { agent }, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
      answer.on('end', () => {
        const { status } = JSON.parse(body) as { readonly status: string };
        resolve({ what: `${answer.statusCode} ${status}`, ...(answer.headers.connection && { connection: answer.headers.connection }) });
      });
    });
    call.on('error', ({ code }: NodeJS.ErrnoException) => {
      resolve({ what: code ?? 'failed' });
    });
  });
}

/** Looks one time after the other, until something is refused or reset. */
async function watch(url: string, agent?: Agent): Promise<Seen[]> {
  const seen: Seen[] = [];
  await waitFor(
    async () => {
      const next = await probe(url, agent);
      seen.push(next);
      return !/^\d/.test(next.what);
    },
    { what: 'the port to be closed', every: 20 },
  );
  return seen;
}

const words = (seen: readonly Seen[]): string[] => [...new Set(seen.map(({ what }) => what))];

describe('an app that is told to stop', () => {
  let on: TestStack;
  let agent: Agent;
  beforeAll(async () => {
    on = await TestStack.start({ env: { gateway: { GATEWAY_DRAIN_SECONDS: String(DRAIN_SECONDS) } } });
    agent = new Agent({ keepAlive: true, maxSockets: 1 });
  });
  afterAll(async () => {
    agent.destroy();
    await on.stop();
  });

  it('the gateway: says stopping while it still takes calls, on new connections and kept ones, and refuses connections only then', async () => {
    const url = `${on.stack.gatewayUrl}/health/ready`;
    expect(await probe(url, agent)).toEqual({ what: '200 ready', connection: 'keep-alive' });
    const stopped = on.stack.gateway.stop();
    const [onNew, onKept] = await Promise.all([watch(url), watch(url, agent)]);
    expect(await stopped).toBe('stopped');
    for (const seen of [onNew, onKept]) {
      expect(words(seen.slice(0, -1).filter(({ what }) => what !== '200 ready'))).toEqual(['503 stopping']);
      // What reached the system before the port was closed, and was not yet taken from it, is reset.
      expect(seen.at(-1)?.what).toMatch(/^ECONN(?:REFUSED|RESET)$/);
    }
    expect(onKept.filter(({ what, connection }) => what === '503 stopping' && connection !== 'close')).toEqual([]);
    await on.stack.gateway.start();
  });

  it('the gateway: answers every call that it took while it was stopping, also one that is still arriving when the port is closed', async () => {
    const org = on.org();
    const ready = `${on.stack.gatewayUrl}/health/ready`;
    const { type, call: payload } = redemption(customer(1));
    const slow = request(`${on.stack.gatewayUrl}${WORKFLOW}/${type}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-cap-ui-auth-token': await org.token(MAKER), 'x-cap-api-auth-org-id': org.id },
    });
    const slowAnswer = new Promise<number | undefined>((resolve, reject) => {
      slow.once('response', (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      slow.once('error', reject);
    });
    const stopped = on.stack.gateway.stop();
    await waitFor(async () => (await probe(ready)).what === '503 stopping', { what: 'the gateway to say that it stops', every: 5 });
    slow.write('{');
    const during = await Promise.all([2, 3, 4].map((which) => org.submit(redemption(customer(which)))));
    expect(during.map(({ status, headers }) => [status, headers['connection']])).toEqual(during.map(() => [200, 'close']));
    await watch(ready);
    slow.end(JSON.stringify({ entityInfo: ENTITY, payload: { 'IntouchAPITask-Payload': payload } }).slice(1));
    expect(await slowAnswer).toBe(200);
    expect(await stopped).toBe('stopped');
    await on.stack.gateway.start();
  });

  it('the worker: says stopping while what it has begun still ends', async () => {
    const [worker] = on.stack.parts.workers;
    if (!worker) throw new Error('the stack has no worker');
    const org = on.org();
    await org.spoil({ fault: 'delay', ms: 2_000 });
    const requestId = await org.approved(redemption(customer(5)));
    await waitFor(async () => (await on.sql(`select 1 from execution where lease_until is not null`)).length > 0, {
      what: 'the call to begin',
    });
    const stopped = worker.app.stop();
    const seen = await watch(`${worker.url}/health/ready`);
    expect(words(seen.filter(({ what }) => what.startsWith('503')))).toEqual(['503 stopping']);
    expect(await stopped).toBe('stopped');
    await worker.app.start();
    await org.settled(requestId);
  });
});

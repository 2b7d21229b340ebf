import { freePort, waitFor } from '@countersign/local-servers';
import { request } from 'undici';
import { callersUntil, isComeBackLater, PressedGateway } from './pressed-gateway';

const HAMMER_MS = 8_000;
/** Bytes; of so many callers more than the heap holds. */
const LARGE = 60_000;
const SUBMITTERS = 1_500;
const LISTERS = 300;

describe('a gateway with a heap of 128 MB', () => {
  let on: PressedGateway;
  let metricsUrl: string;
  beforeAll(async () => {
    const port = await freePort();
    metricsUrl = `http://127.0.0.1:${port}/metrics`;
    on = await PressedGateway.start({
      NODE_OPTIONS: '--max-old-space-size=128',
      GATEWAY_METRICS_PORT: String(port),
      GATEWAY_SHED_LOOP_DELAY_MS: '200',
    });
  });
  afterAll(() => on.stop());

  it('sheds what is too much for it instead of dying of it', async () => {
    const pid = on.stack.gateway.pid;
    const stopAt = performance.now() + HAMMER_MS;
    const isOver = () => performance.now() > stopAt || !on.stack.gateway.isRunning;
    const answers = (
      await Promise.all([
        callersUntil(isOver, SUBMITTERS, () => on.submit(undefined, LARGE).catch(noConnection)),
        callersUntil(isOver, LISTERS, () => on.list().catch(noConnection)),
      ])
    ).flatMap((some) => some.filter((answer) => answer !== undefined));
    expect(on.stack.gateway.isRunning && on.stack.gateway.pid === pid).toBe(true);
    expect(answers.filter((answer) => answer.status !== 200 && !isComeBackLater(answer))).toEqual([]);
    const metrics = await (await request(metricsUrl)).body.text();
    const shed = [...metrics.matchAll(/^countersign_gateway_shed_total\{.*\} (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
    expect(shed).toBeGreaterThan(0);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    const works = async () => (await on.submit()).status === 200 && (await on.list()).status === 200;
    await waitFor(works, { what: 'the gateway to take everything again' });
  });
});

/** Of thousands of connections in one instant the kernel refuses some. Whether the gateway lives is asked on its own. */
function noConnection(): undefined {
  return undefined;
}

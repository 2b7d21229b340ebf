import { waitFor } from '@countersign/local-servers';
import { whileLocked } from '../support/while-locked';
import { callersUntil, isComeBackLater, PressedGateway } from './pressed-gateway';

/** Behind a batch that fails 1 s is waited, for a connection 2 s; the rest is for a busy machine. */
const BOUND_MS = 4_500;
const DECISIONS = 20;

describe('a gateway whose statements are slow', () => {
  let on: PressedGateway;
  beforeAll(async () => {
    on = await PressedGateway.start();
  });
  afterAll(() => on.stop());

  const untilPoolIsFull = () =>
    waitFor(
      async () => {
        const busy = `select 1 from pg_stat_activity where application_name = 'countersign-gateway' and wait_event_type = 'Lock'`;
        return (await on.sql(busy)).length >= 10;
      },
      { what: 'all connections to be taken' },
    );

  it('takes decisions while slow reads hold every other connection, and tells the rest to come back within seconds', async () => {
    const waiting = await Promise.all(Array.from({ length: DECISIONS }, () => on.submitted()));
    await whileLocked(on.stack.databaseUrl, 'attempt', async () => {
      let isOver = false;
      const slow = callersUntil(
        () => isOver,
        200,
        () => on.deliveryLog(),
      );
      await untilPoolIsFull();
      const others = Promise.all([...Array.from({ length: 10 }, () => on.list()), ...Array.from({ length: 10 }, () => on.submit())]);
      const decided = [];
      for (const requestId of waiting) decided.push(await on.decide(requestId));
      expect(decided.map(({ status }) => status)).toEqual(waiting.map(() => 200));
      expect(Math.max(...decided.map(({ ms }) => ms))).toBeLessThan(BOUND_MS);
      expect(await on.isReady()).toBe(true);
      const refused = (await others).filter(({ status }) => status !== 200);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.filter((answer) => !isComeBackLater(answer))).toEqual([]);
      expect(Math.max(...(await others).map(({ ms }) => ms))).toBeLessThan(BOUND_MS);
      isOver = true;
      expect((await slow).filter((answer) => !isComeBackLater(answer))).toEqual([]);
    });
    const again = await Promise.all([on.list(), on.submit(), on.deliveryLog()]);
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('answers 503, never 500 nor a hang, while a rival holds the table of requests itself', async () => {
    const requestId = await on.submitted();
    await whileLocked(on.stack.databaseUrl, 'request', async () => {
      const answers = await Promise.all([
        ...Array.from({ length: 30 }, () => on.submit()),
        ...Array.from({ length: 10 }, () => on.list()),
        on.read(requestId),
        on.decide(requestId),
      ]);
      expect(answers.filter((answer) => !isComeBackLater(answer)).map(({ status, text }) => ({ status, text }))).toEqual([]);
      expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(8_000);
    });
    const again = await Promise.all([on.list(), on.submit(), on.decide(requestId)]);
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

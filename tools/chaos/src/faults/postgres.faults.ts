import { oneOf } from '../random';
import type { FaultKind } from './fault-kind';
import { repeatedly } from './repeatedly';

const TERMINATE_EVERY_MS = 700;
const TABLES = ['request', 'execution', 'delivery', 'transition', 'decision'] as const;

/** The one thing that everything depends on goes away, stands still or refuses. What it acknowledged must be there afterwards. */
export const postgresFaults: readonly FaultKind[] = [
  {
    kind: 'postgres-crash',
    targets: ['postgres'],
    covers: ['F24'],
    weight: 3,
    length: 'brief',
    inject: async ({ ground }) => {
      await ground.postgresProxy.set({ kind: 'refuse' });
      await ground.postgres.crash();
      return {
        detail: 'immediate stop, recovery from the log',
        heal: async () => {
          await ground.postgres.restart();
          await ground.postgresProxy.heal();
        },
      };
    },
  },
  {
    kind: 'postgres-backend-kill',
    targets: ['postgres'],
    covers: ['F24', 'F25'],
    weight: 1,
    length: 'brief',
    inject: async ({ ground }) => {
      const killed = await ground.database.killOneBackend();
      return { detail: `kill -9 of backend ${killed}: all sessions end, recovery`, heal: () => ground.database.untilAnswers() };
    },
  },
  {
    kind: 'postgres-terminate-backends',
    targets: ['postgres'],
    covers: ['F25'],
    weight: 2,
    length: 'brief',
    inject: async ({ ground }) => {
      const stop = repeatedly(TERMINATE_EVERY_MS, () => ground.database.terminateOthers());
      return { detail: 'pg_terminate_backend of every session, again and again', heal: stop };
    },
  },
  {
    kind: 'postgres-freeze',
    targets: ['postgres'],
    covers: ['F26'],
    weight: 2,
    length: 'brief',
    inject: async ({ ground }) => {
      await ground.postgres.pause();
      return { detail: 'SIGSTOP of all processes, SIGCONT', heal: () => ground.postgres.resume() };
    },
  },
  {
    kind: 'postgres-lock-table',
    targets: ['postgres'],
    covers: ['F27'],
    weight: 1,
    length: 'brief',
    inject: async ({ ground, random }) => {
      const table = oneOf(random, TABLES);
      return { detail: `a rival session locks ${table}`, heal: await ground.database.lock(table) };
    },
  },
  {
    kind: 'postgres-read-only',
    targets: ['postgres'],
    covers: ['F28'],
    weight: 1,
    length: 'brief',
    inject: async ({ ground }) => {
      await ground.database.setReadOnly(true);
      return { detail: 'takes no writes, as after a failover to a replica', heal: () => ground.database.setReadOnly(false) };
    },
  },
];

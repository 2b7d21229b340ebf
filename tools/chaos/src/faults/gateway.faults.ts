import { wholeBetween } from '../random';
import type { FaultKind } from './fault-kind';

const CLOCK_SKEW_MS = 20_000;

/** The gateway dies, stops or stands still. */
export const gatewayFaults: readonly FaultKind[] = [
  {
    kind: 'gateway-kill',
    targets: ['gateway'],
    covers: ['F1', 'F2'],
    weight: 2,
    length: 'brief',
    inject: async ({ ground }) => {
      await ground.stack.gateway.kill();
      return { detail: 'kill -9, started again', heal: () => ground.startAgain(ground.stack.gateway) };
    },
  },
  {
    kind: 'gateway-terminate',
    targets: ['gateway'],
    covers: ['F36'],
    weight: 1,
    length: 'brief',
    inject: async ({ ground }) => {
      const { gateway } = ground.stack;
      const how = await gateway.stop();
      return { detail: `SIGTERM (${how}), started again`, heal: () => ground.startAgain(gateway) };
    },
  },
  {
    kind: 'gateway-freeze',
    targets: ['gateway'],
    covers: ['F1', 'F36'],
    weight: 1,
    length: 'brief',
    inject: async ({ ground }) => {
      ground.stack.gateway.pause();
      return { detail: 'SIGSTOP, SIGCONT', heal: async () => ground.stack.gateway.resume() };
    },
  },
  {
    kind: 'gateway-clock',
    targets: ['gateway'],
    covers: ['F30'],
    weight: 1,
    length: 'usual',
    inject: async ({ ground, random }) => {
      // Within the leeway that tokens are given: beyond it, refusing everybody is right.
      const skewMs = wholeBetween(random, [-CLOCK_SKEW_MS, CLOCK_SKEW_MS]);
      await ground.hooks.shiftClock(ground.stack.gateway, skewMs);
      return { detail: `clock off by ${skewMs} ms, then back`, heal: () => ground.hooks.shiftClock(ground.stack.gateway, 0) };
    },
  },
];

import type { FaultProxy, ProxyFault } from '@countersign/fault-proxy';
import type { Ground } from '../ground/ground';
import { oneOf, type Random, wholeBetween } from '../random';
import type { FaultKind, FaultLength } from './fault-kind';

/** What stands behind a proxy, and how much of its connections a fault that ends them may take. */
interface Line {
  readonly name: 'postgres' | 'redis' | 'loyalty' | 'receiver';
  readonly target: 'postgres' | 'redis' | 'loyalty' | 'receivers';
  readonly covers: readonly string[];
  /** Nobody is served without it. */
  readonly isVital: boolean;
  readonly proxies: (ground: Ground) => readonly FaultProxy[];
}

const LINES: readonly Line[] = [
  { name: 'postgres', target: 'postgres', covers: ['F3', 'F25', 'F26'], isVital: true, proxies: ({ postgresProxy }) => [postgresProxy] },
  { name: 'redis', target: 'redis', covers: ['F4', 'F16', 'F17', 'F21'], isVital: false, proxies: ({ redisProxy }) => [redisProxy] },
  { name: 'loyalty', target: 'loyalty', covers: ['F9', 'F10', 'F11'], isVital: false, proxies: ({ loyaltyProxy }) => [loyaltyProxy] },
  { name: 'receiver', target: 'receivers', covers: ['F31', 'F32'], isVital: false, proxies: ({ receiverProxies }) => receiverProxies },
];

/** A way to hurt a line; `share` is the part of its connections that may be hit so that something still goes through. */
interface Hurt {
  readonly name: string;
  readonly weight: number;
  readonly endsConnections: boolean;
  readonly choose: (random: Random) => ProxyFault;
  readonly describe: (fault: ProxyFault) => string;
}

const HURTS: readonly Hurt[] = [
  {
    name: 'latency',
    weight: 1,
    endsConnections: false,
    choose: (random) => {
      const ms = wholeBetween(random, [5, 250]);
      return { kind: 'latency', ms, jitterMs: Math.floor(ms / 2) };
    },
    describe: (fault) => (fault.kind === 'latency' ? `${fault.ms} ± ${fault.jitterMs ?? 0} ms` : ''),
  },
  {
    name: 'throttle',
    weight: 0.5,
    endsConnections: false,
    choose: (random) => ({ kind: 'throttle', bytesPerSecond: wholeBetween(random, [20_000, 200_000]) }),
    describe: (fault) => (fault.kind === 'throttle' ? `${fault.bytesPerSecond} bytes per second and connection` : ''),
  },
  {
    name: 'cut',
    weight: 1,
    endsConnections: true,
    choose: (random) => ({
      kind: 'cut',
      afterBytes: wholeBetween(random, [0, 4_000]),
      direction: oneOf(random, ['to-target', 'to-client']),
    }),
    describe: describeCut,
  },
  {
    name: 'reset',
    weight: 1,
    endsConnections: true,
    choose: (random) => ({
      kind: 'reset',
      afterBytes: wholeBetween(random, [0, 4_000]),
      direction: oneOf(random, ['to-target', 'to-client']),
    }),
    describe: describeCut,
  },
  { name: 'half-open', weight: 1, endsConnections: true, choose: () => ({ kind: 'half-open' }), describe: () => 'nothing passes' },
  {
    name: 'refuse',
    weight: 0.5,
    endsConnections: false,
    choose: () => ({ kind: 'refuse' }),
    describe: () => 'open ones end, new ones are refused',
  },
  {
    name: 'answer-lost',
    weight: 2,
    endsConnections: true,
    choose: () => ({ kind: 'lose-answer' }),
    describe: () => 'requests pass, answers do not',
  },
];

/** Every way to hurt every line. */
export const connectionFaults: readonly FaultKind[] = LINES.flatMap((line) => HURTS.map((hurt) => faultOf(line, hurt)));

function faultOf(line: Line, hurt: Hurt): FaultKind {
  const length: FaultLength = line.isVital && hurt.endsConnections ? 'brief' : 'usual';
  return {
    kind: `${line.name}-${hurt.name}`,
    targets: [line.target],
    covers: line.covers,
    weight: hurt.weight,
    length: hurt.name === 'refuse' && line.isVital ? 'brief' : length,
    inject: async ({ ground, random }) => {
      const fault = withShare(hurt, line, random);
      const proxies = line.proxies(ground);
      await Promise.all(proxies.map((proxy) => proxy.set(fault)));
      if (fault.kind === 'refuse') for (const proxy of proxies) proxy.cutAll('reset');
      return {
        detail: `${hurt.describe(fault)}${shareText(fault)}`,
        heal: async () => {
          await Promise.all(proxies.map((proxy) => proxy.heal()));
        },
      };
    },
  };
}

/** Half of the time some connections are spared, so that what goes right meets what goes wrong. */
function withShare(hurt: Hurt, line: Line, random: Random): ProxyFault {
  const fault = hurt.choose(random);
  const isPartial = hurt.endsConnections && (line.isVital || random() < 0.5);
  return isPartial ? { ...fault, share: 0.25 + random() / 2 } : fault;
}

function shareText({ share }: ProxyFault): string {
  return share === undefined ? '' : `, on ${Math.round(share * 100)} % of the connections`;
}

function describeCut(fault: ProxyFault): string {
  if (fault.kind !== 'cut' && fault.kind !== 'reset') return '';
  return `after ${fault.afterBytes} bytes to the ${fault.direction === 'to-target' ? 'server' : 'client'}`;
}

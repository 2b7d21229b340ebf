import { createMetrics } from '@countersign/observability';
import type { ConnectionPools } from '@countersign/persistence';

/** Upper bounds in seconds; the longest call without waiting takes 5, with it 35. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 35];

/** What is counted. Labels are few words each: templates of routes, never a path, an id or a name. */
export type GatewayMetrics = ReturnType<typeof createGatewayMetrics>;

export function createGatewayMetrics(withProcessMetrics: boolean) {
  const metrics = createMetrics('countersign_gateway', { withProcessMetrics });
  return {
    metrics,
    calls: metrics.counter({
      name: 'calls_total',
      help: 'Answered calls, by template of the route, method and class of the status.',
      labels: ['route', 'method', 'status'],
    }),
    callSeconds: metrics.histogram(
      {
        name: 'call_seconds',
        help: 'From the arrival of a call to its answer, waiting for an outcome included.',
        labels: ['route', 'method'],
      },
      SECONDS,
    ),
    shed: metrics.counter({ name: 'shed_total', help: 'Calls turned away for the load (503).', labels: ['urgency', 'reason'] }),
    limited: metrics.counter({ name: 'limited_total', help: 'Calls beyond a rate limit (429).', labels: ['by', 'kind'] }),
    refusals: metrics.counter({
      name: 'refusals_total',
      help: 'Refused actions for the journal; any that is lost is an alarm.',
      labels: ['fate'],
    }),
    reads: metrics.counter({
      name: 'reads_total',
      help: 'Reads of personal data for the journal; any that is lost is an alarm.',
      labels: ['fate'],
    }),
    signInsRefused: metrics.counter({
      name: 'sign_ins_refused_total',
      help: 'Calls of whom nobody knows (401), by what was wrong.',
      labels: ['reason'],
    }),
    overdue: metrics.counter({ name: 'overdue_total', help: 'Calls answered 503 because they took too long.' }),
    clockAhead: metrics.gauge({ name: 'clock_ahead_seconds', help: 'PostgreSQL’s clock minus ours; beyond 2 somebody must look.' }),
  };
}

export function observeConnections({ metrics }: GatewayMetrics, pools: ConnectionPools): void {
  const labels = ['pool', 'state'] as const;
  metrics.gauge({ name: 'connections', help: 'Connections to PostgreSQL; most is the limit.', labels }, (gauge) => {
    for (const [pool, database] of pools) {
      const { most, open, busy } = database.figures();
      gauge.set({ pool, state: 'most' }, most);
      gauge.set({ pool, state: 'open' }, open);
      gauge.set({ pool, state: 'busy' }, busy);
    }
  });
  metrics.gauge({ name: 'connections_waiting', help: 'Statements that wait for a connection.', labels: ['pool'] }, (gauge) => {
    for (const [pool, database] of pools) gauge.set({ pool }, database.figures().waiting);
  });
}

import { createMetrics } from './metrics';

describe('createMetrics', () => {
  it('puts every metric under the prefix and keeps processes in one test apart', async () => {
    const metrics = createMetrics('countersign');
    metrics.counter({ name: 'attempts_total', help: 'Loyalty calls.', labels: ['class'] }).inc({ class: 'executed' }, 2);
    metrics.gauge({ name: 'due', help: 'Executions due.' }).set(3);
    metrics.histogram({ name: 'call_seconds', help: 'Duration of calls.' }, [0.1, 1]).observe(0.5);
    const text = await metrics.registry.metrics();
    expect(text).toContain('countersign_attempts_total{class="executed"} 2');
    expect(text).toContain('countersign_due 3');
    expect(text).toContain('countersign_call_seconds_bucket{le="1"} 1');
    expect(await createMetrics('countersign').registry.metrics()).toBe('\n');
  });

  it('observes the process itself only when asked to', async () => {
    const { registry } = createMetrics('countersign', { withProcessMetrics: true });
    expect(await registry.metrics()).toContain('countersign_process_resident_memory_bytes');
    registry.clear();
  });
});

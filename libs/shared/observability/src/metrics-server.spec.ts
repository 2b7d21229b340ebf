import { createMetrics } from './metrics';
import { MetricsServer } from './metrics-server';

describe('the metrics server', () => {
  it('shows the metrics, nothing else, and lets its port go', async () => {
    const metrics = createMetrics('countersign');
    metrics.gauge({ name: 'waiting', help: 'Who waits.' }, (gauge) => {
      gauge.set(7);
    });
    const server = await MetricsServer.start(metrics, { host: '127.0.0.1', port: 0 });
    const url = `http://127.0.0.1:${server.port}`;
    const shown = await fetch(`${url}/metrics`);
    expect(shown.headers.get('content-type')).toContain('text/plain');
    expect(await shown.text()).toContain('countersign_waiting 7');
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404);
    await expect(MetricsServer.start(metrics, { host: '127.0.0.1', port: server.port })).rejects.toThrow('EADDRINUSE');
    await server.close();
    await expect(fetch(`${url}/metrics`)).rejects.toThrow();
  });

  it('fails the scrape when a gauge cannot be read', async () => {
    const metrics = createMetrics('countersign');
    metrics.gauge({ name: 'broken', help: 'Cannot be read.' }, () => {
      throw new Error('away');
    });
    const server = await MetricsServer.start(metrics, { host: '127.0.0.1', port: 0 });
    expect((await fetch(`http://127.0.0.1:${server.port}/metrics`)).status).toBe(500);
    await server.close();
  });
});

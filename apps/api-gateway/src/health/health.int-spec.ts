import { startTestGateway } from '../../test-support/gateway';
import { Shutdown } from './shutdown';

describe('health', () => {
  it('is ready with its database, and no longer once it is told to stop', async () => {
    const gateway = await startTestGateway();
    try {
      expect((await gateway.call({ url: '/health/live' })).json).toEqual({ status: 'live' });
      expect((await gateway.call({ url: '/health/ready' })).json).toEqual({ status: 'ready' });
      gateway.app.get(Shutdown, { strict: false }).beforeApplicationShutdown();
      const stopping = await gateway.call({ url: '/health/ready' });
      expect([stopping.status, stopping.json]).toEqual([503, { status: 'stopping' }]);
      expect((await gateway.call({ url: '/health/live' })).status).toBe(200);
    } finally {
      await gateway.close();
    }
  });
});

import { CUSTOMER, redemption, statusChange } from '../test/payloads';
import { SandboxFixture } from '../test/sandbox-fixture';

describe('the log', () => {
  it('has a line for each call and no identifier of a customer in any', async () => {
    const written: string[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
    const sandbox = await SandboxFixture.start({ logLevel: 'trace' });
    try {
      await sandbox.send(redemption());
      await sandbox.send(statusChange('Suspended'));
      await sandbox.customer(CUSTOMER.mobile);
      await sandbox.control('GET', `/nowhere/${CUSTOMER.mobile}`);
    } finally {
      await sandbox.stop();
      write.mockRestore();
    }
    expect(written.join('')).toContain('/v2/customers/lookup/status');
    expect(written.join('')).not.toContain(CUSTOMER.mobile);
  });
});

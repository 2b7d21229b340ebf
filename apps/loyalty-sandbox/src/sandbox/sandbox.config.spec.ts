import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { undocumentedSettings, unknownSettings } from '@countersign/config';
import { readSandboxConfig, sandboxConfigSchema } from './sandbox.config';

describe('the sandbox configuration', () => {
  it('has a default for every setting', () => {
    expect(readSandboxConfig({})).toEqual({
      port: 3001,
      host: '127.0.0.1',
      ledgerFile: '.countersign/sandbox/ledger.jsonl',
      authorization: undefined,
      customerLockMs: 0,
      logLevel: 'info',
    });
  });

  it('documents every setting in .env.example, and no other', () => {
    const example = readFileSync(join(__dirname, '..', '..', '.env.example'), 'utf8');
    expect(undocumentedSettings(sandboxConfigSchema, example)).toEqual([]);
    expect(unknownSettings([sandboxConfigSchema], example)).toEqual([]);
  });

  it('names every wrong setting in one sentence', () => {
    const wrong = { SANDBOX_PORT: '70000', SANDBOX_CUSTOMER_LOCK_MS: 'soon', LOG_LEVEL: 'loud' };
    expect(() => readSandboxConfig(wrong)).toThrow(/SANDBOX_PORT.*SANDBOX_CUSTOMER_LOCK_MS.*LOG_LEVEL/);
  });
});

import { z } from 'zod';
import { ConfigError } from './config-error';
import { exitOnConfigError, readConfig } from './read-config';
import { flag, jsonSetting, port, secret, url } from './settings';

const schema = z.object({
  PORT: port().default(3000),
  DATABASE_URL: url(['postgres', 'postgresql']),
  SIGNING_SECRET: secret(),
  PRETTY: flag().optional(),
  LEVEL: z.enum(['debug', 'warn']).default('warn'),
  CONNECTOR: jsonSetting(z.strictObject({ host: z.string(), token: z.string().min(8) })).optional(),
});
const sound = { DATABASE_URL: 'postgres://localhost/countersign', SIGNING_SECRET: 's'.repeat(32) };

describe('readConfig', () => {
  it('gives typed values and defaults, and ignores variables that are none of its settings', () => {
    expect(readConfig(schema, { ...sound, PRETTY: 'true', PATH: '/bin' })).toEqual({ ...sound, PORT: 3000, PRETTY: true, LEVEL: 'warn' });
  });

  it('takes an empty variable as not set', () => {
    expect(readConfig(schema, { ...sound, PORT: '' }).PORT).toBe(3000);
  });

  it('names every bad setting at once', () => {
    expect(messageFor({ PORT: '70000', SIGNING_SECRET: 'short', PRETTY: 'yes', LEVEL: 'loud' })).toBe(
      'The configuration cannot be used: ' +
        'PORT is not usable (expected a whole number from 0 to 65535); ' +
        'DATABASE_URL is missing (expected a URL that begins with postgres:// or postgresql://); ' +
        "SIGNING_SECRET is not usable (expected a secret of at least 32 characters that is not the example's); " +
        'PRETTY is not usable (expected true or false); ' +
        'LEVEL is not usable (expected one of "debug"|"warn").',
    );
  });

  it('names the place inside a JSON setting', () => {
    expect(messageFor({ ...sound, CONNECTOR: '{"host":"api.example.com"}' })).toContain(
      'CONNECTOR is not usable (at token: expected string)',
    );
  });

  it('never shows a value, wherever it is wrong', () => {
    const value = 'hunter2';
    const settings = [value, `{"token":"${value}"`, `{"${value}":1}`, `{"host":"${value}","token":7}`, `"${value}"`];
    for (const text of settings) {
      const env = { PORT: text, DATABASE_URL: text, SIGNING_SECRET: text, PRETTY: text, LEVEL: text, CONNECTOR: text };
      expect(messageFor(env)).not.toContain(value);
    }
  });

  it('reports a rule between settings under the name that the rule gives', () => {
    const between = z
      .object({ MIN: port(), MAX: port() })
      .refine(({ MIN, MAX }) => MIN <= MAX, { error: 'expected at least MIN', path: ['MAX'] });
    expect(() => readConfig(between, { MIN: '2', MAX: '1' })).toThrow('MAX is not usable (expected at least MIN)');
  });
});

describe('exitOnConfigError', () => {
  afterEach(() => jest.restoreAllMocks());

  it('prints one sentence and ends the process with status 1', () => {
    const exit = jest.spyOn(process, 'exit').mockReturnValue(undefined as never);
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    exitOnConfigError(() => readConfig(z.object({ PORT: port() }), {}));
    expect(write.mock.calls).toEqual([['The configuration cannot be used: PORT is missing (expected a whole number from 0 to 65535).\n']]);
    expect(exit).toHaveBeenCalledWith(1);
  });

  it('lets any other error through', () => {
    const broken = () => {
      throw new TypeError('broken');
    };
    expect(() => exitOnConfigError(broken)).toThrow(TypeError);
  });

  it('hands on what was read', () => {
    expect(exitOnConfigError(() => 7)).toBe(7);
  });
});

function messageFor(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('readConfig accepted the settings');
}

import { type z } from 'zod';
import { ConfigError, type SettingProblem } from './config-error';

/**
 * The settings that `schema` describes, read from the environment. An empty variable counts as not set.
 * @throws ConfigError that names every bad setting at once, never a value
 */
export function readConfig<T>(schema: z.ZodType<T>, env: NodeJS.ProcessEnv): T {
  const settings = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(settings);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => problemOf(issue, settings)));
}

function problemOf(issue: z.core.$ZodIssue, settings: Readonly<Record<string, unknown>>): SettingProblem {
  const [name = 'the settings together', ...inside] = issue.path.map(String);
  const place = inside.length > 0 ? `at ${inside.join('.')}: ` : '';
  return { name, isMissing: issue.path.length === 1 && settings[name] === undefined, expected: place + expectationOf(issue) };
}

/** zod's messages name options, lengths and types; the one for unknown keys repeats what was written, so it is put in other words. */
function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'expected no other fields than the documented ones';
  if (issue.code === 'invalid_key') return 'expected documented names as keys';
  return issue.message.replace(/, received .*$/, '').replace(/^Invalid (input|option|string|number): /, '');
}

/** Runs `read`; on a `ConfigError` prints its sentence to stderr and ends the process with status 1. */
export function exitOnConfigError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}

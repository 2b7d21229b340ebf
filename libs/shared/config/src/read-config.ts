import type { z } from 'zod';
import { ConfigError, type SettingProblem } from './config-error';

/**
 * The settings that `schema` describes, read from the environment. An empty variable counts as not set.
 * @throws ConfigError that names every bad setting at once, never a value
 */
export function readConfig<T>(schema: z.ZodType<T>, env: NodeJS.ProcessEnv): T {
  const settings = settingsIn(env);
  const parsed = schema.safeParse(settings);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => problemOf(issue, settings)));
}

/**
 * Reports a setting that does not go with others. It is not heard where one of them is bad in itself, which is told already.
 * @param also the other settings that the rule looks at
 */
export type Complain = (name: string, expected: string, also?: readonly string[]) => void;

/** Settings, and what is made of them. */
export interface ConfigPlan<Shape extends z.ZodRawShape, Config> {
  readonly schema: z.ZodObject<Shape>;
  /** For required settings that are bad: in their place, so that the rules between the others are looked at all the same. */
  readonly standIns: Readonly<Record<string, string>>;
  /** What it gives back has no meaning, and may be nothing, after a complaint. */
  readonly build: (settings: z.output<z.ZodObject<Shape>>, complain: Complain) => Config | undefined;
}

/**
 * As `readConfig`, with rules between settings.
 * @throws ConfigError that names every bad setting and every broken rule at once, never a value
 */
export function readRuledConfig<Shape extends z.ZodRawShape, Config>(
  { schema, standIns, build }: ConfigPlan<Shape, Config>,
  env: NodeJS.ProcessEnv,
): Config {
  const given = settingsIn(env);
  const parsed = schema.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => problemOf(issue, given));
  const bad = new Set(problems.map(({ name }) => name));
  const sound = Object.entries({ ...standIns, ...given }).map(([name, value]) => [name, bad.has(name) ? standIns[name] : value]);
  const config = build(parsed.success ? parsed.data : schema.parse(Object.fromEntries(sound)), (name, expected, also = []) => {
    if ([name, ...also].some((one) => bad.has(one))) return;
    problems.push({ name, isMissing: given[name] === undefined, expected });
  });
  if (problems.length > 0 || config === undefined) throw new ConfigError(problems);
  return config;
}

function settingsIn(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const])),
  );
}

function problemOf(issue: z.core.$ZodIssue, settings: Readonly<Record<string, unknown>>): SettingProblem {
  const [name = 'the settings together', ...inside] = issue.path.map(String);
  const place = inside.length > 0 ? `at ${inside.join('.')}: ` : '';
  return { name, isMissing: issue.path.length === 1 && settings[name] === undefined, expected: place + expectationOf(issue) };
}

/** zod's messages name options, lengths and types; the one for unknown keys repeats what was written, so it is put in other words. */
function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'expected no other fields than the documented ones';
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'expected documented names as keys';
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

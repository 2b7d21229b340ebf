/** Settings for a child process, by the name of the environment variable. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What programs need of a user's environment whatever they do; nothing that configures an app of ours. */
const ALWAYS = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LANG', 'TZ', 'NODE_EXTRA_CA_CERTS'];

/** The part of the own environment that is no setting, so that a developer's exported DATABASE_URL does not reach a test. */
export function plainEnvironment(): Environment {
  return Object.fromEntries(ALWAYS.map((name) => [name, process.env[name]]));
}

/** Later parts win; an empty or absent value unsets the variable. */
export function environmentOf(...parts: readonly Environment[]): Record<string, string> {
  const merged = new Map(parts.flatMap((part) => Object.entries(part)));
  return Object.fromEntries([...merged].filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));
}

import type { z } from 'zod';
import { settingsOf } from './settings-of';

const SETTING_LINE = /^(?:#\s*)?([A-Z][A-Z0-9_]*)=/;

/**
 * The settings of `schema` that an `.env.example` does not document as it should: exactly one line `NAME=value`
 * (or `# NAME=value` for an optional one), with a comment on the line above.
 */
export function undocumentedSettings(schema: z.ZodType, envExample: string): string[] {
  const documented = documentedNames(envExample);
  return settingsOf(schema)
    .map(({ name }) => name)
    .filter((name) => {
      const [first, second] = documented.filter((line) => line.name === name);
      return !first?.hasComment || second !== undefined;
    });
}

/** The names in an `.env.example` that none of the schemas reads: settings that were renamed or removed. */
export function unknownSettings(schemas: readonly z.ZodType[], envExample: string): string[] {
  const known = new Set(schemas.flatMap((schema) => settingsOf(schema).map(({ name }) => name)));
  return [...new Set(documentedNames(envExample).map(({ name }) => name))].filter((name) => !known.has(name));
}

interface DocumentedName {
  readonly name: string;
  readonly hasComment: boolean;
}

function documentedNames(envExample: string): DocumentedName[] {
  const lines = envExample.split('\n');
  return lines.flatMap((line, index) => {
    const name = SETTING_LINE.exec(line)?.[1];
    const above = lines[index - 1] ?? '';
    return name === undefined ? [] : [{ name, hasComment: above.startsWith('#') && !SETTING_LINE.test(above) }];
  });
}

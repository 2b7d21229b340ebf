import type { Client } from 'pg';
import { FUNCTIONS, GRANTS, OTHERS, type Row, TABLE_PARTS, TABLES, VIEWS } from './schema-catalogue';

const HEADER = `-- The schema as the migrations leave it: tables and views with all that belongs to them, functions, privileges.
-- Not shown: schema_migration, owners, comments, and how columns are stored.
-- Written by \`npm run schema\`, compared by schema.int-spec.ts, applied by nobody.`;

/** The schema \`public\` of a database as SQL: the same text for the same schema, however it came about. What belongs to extensions is left out. */
export async function describeSchema(client: Client): Promise<string> {
  // Names of other schemas are written out, those of ours are not.
  await client.query('set search_path = public');
  const rows = async (query: string): Promise<readonly Row[]> => (await client.query<Row>(query)).rows;
  const parts = await rows(TABLE_PARTS);
  const withParts = ({ name, text }: Row): string =>
    [text, ...parts.filter((part) => part.name === name).map((part) => part.text)].join('\n');
  const relations = [...(await rows(TABLES)), ...(await rows(VIEWS))].map(withParts);
  const functions = (await rows(FUNCTIONS)).map(({ text }) => text);
  const lines = [await rows(GRANTS), await rows(OTHERS)].map((list) => list.map(({ text }) => text).join('\n'));
  return `${[HEADER, ...relations, ...functions, ...lines].join('\n\n')}\n`;
}

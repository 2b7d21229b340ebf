import { PROBLEM_CATALOGUE } from './problem-catalogue';

const INTRODUCTION = `# Error codes

Made from the catalogue in \`apps/api-gateway/src/platform/http/problem-catalogue.ts\` by \`npx nx build api-gateway && node apps/api-gateway/dist/platform/http/write-error-codes.js docs/error-codes.md\`;
a test refuses a page that differs.

Every error has the same body, with one entry per problem that was found:

\`\`\`json
{ "data": null, "errors": [{ "code": 2008, "message": "...", "reference": "/payload/..." }], "warnings": null }
\`\`\`

\`reference\` is a JSON pointer into the body, the name of a header or query parameter, an id that the message speaks of, or \`null\`.
The codes 2001 to 2015 and the four 90.. codes have their documented meanings; those from 2100 on are Countersign's own.
An \`Idempotency-Key\` is taken by submissions, resubmissions, decisions (one or many), and every \`POST\` under \`/operations\`; all other calls ignore it.
Every answer, error or not, carries its trace id in \`X-CAP-REQUEST-ID\`.
`;

/** The catalogue as a page for people who call the API. */
export function errorCodesPage(): string {
  const rows = Object.values(PROBLEM_CATALOGUE)
    .toSorted((one, other) => one.code - other.code || one.status - other.status)
    .map(({ code, status, title, remedy }) => [String(code), String(status), title, remedy]);
  return `${INTRODUCTION}\n${table(['code', 'HTTP status', 'meaning', 'what to do'], rows)}\n`;
}

/** Columns padded as the formatter of this repository wants them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row)),
  ].join('\n');
}

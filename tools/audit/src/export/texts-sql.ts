/** How an entry writes times, and the hash of what is too long or too private to be repeated in a bundle. */
const MS = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
export const US = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
export const NO_REQUEST = `'00000000-0000-0000-0000-000000000000'::uuid`;

export const timeOf = (column: string, format = MS): string => `to_char(${column} at time zone 'UTC', ${format})`;
export const digestOf = (json: string): string => `encode(sha256(convert_to((${json})::text, 'UTF8')), 'hex')`;

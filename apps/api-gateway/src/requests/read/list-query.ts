import { kebabName, type Problem, type RequestTypeRegistry } from '@countersign/contract';
import { COUNT_LIMIT, type ListQuery, PUBLIC_STATES, type PublicState, WorkflowError } from '@countersign/engine';
import { z } from 'zod';
import { refusedAs } from '../../platform/http/field-problems';
import { readQuery } from '../../platform/http/read-query';
import { readCursor } from '../../platform/paging/list-cursor';
import { DEFAULT_LIMIT, LARGEST_LIMIT } from '../../platform/paging/page-limit';
import { readTimeSpan } from './list-days';
import { type ListRange, readRange } from './list-range';

const digits = (max: number) =>
  z
    .string()
    .regex(new RegExp(`^\\d{1,${max}}$`), 'expected digits')
    .exactOptional();
const textUpTo = (mostCharacters: number) =>
  z
    .string()
    .max(mostCharacters)
    .refine((value) => !value.includes('\0'), 'expected text without NUL')
    .exactOptional();
const text = textUpTo(200);
/** Whatever a request may name can be looked for: at least as long as the longest text of any payload that is an identifier. */
const stored = textUpTo(1_000);
const time = z
  .string()
  .transform((value, context) => {
    const span = readTimeSpan(value);
    if (!span) context.addIssue('expected YYYY-MM-DD or an RFC 3339 time');
    return span ?? z.NEVER;
  })
  .exactOptional();
const oneOf = (words: readonly string[], kind: 'bad-sort-field' | 'bad-sort-order') =>
  z
    .string()
    .toLowerCase()
    .refine((word) => words.some((known) => known.toLowerCase() === word), {
      error: `expected one of ${words.join(', ')}`,
      params: refusedAs(kind),
    });

/** The query parameters of the list, after empty ones are taken out. */
export const listQuerySchema = z.strictObject({
  userId: digits(15).describe('The maker.'),
  checkerId: digits(15).describe('A checker who decided. Without dates only the last 31 days are searched.'),
  customer: stored.describe('A customer exactly as the payload names them; of several, any.'),
  reference: stored.describe('The business reference, exactly.'),
  requestType: text.describe('One request type, in any spelling.'),
  states: text.describe(`States with commas between them: ${PUBLIC_STATES.join(', ')}.`),
  conceptId: digits(20).describe('Without dates only the last 31 days are searched.'),
  zoneId: digits(20).describe('Without dates only the last 31 days are searched.'),
  storeId: digits(20).describe('Without dates only the last 31 days are searched.'),
  tillId: digits(20).describe('Without dates only the last 31 days are searched.'),
  startDate: time.describe('First day of creation, YYYY-MM-DD in UTC (or with an offset), or an RFC 3339 time.'),
  endDate: time.describe('Last day of creation, inclusive.'),
  sortBy: oneOf(['startDate', 'endDate'], 'bad-sort-field').exactOptional().describe('startDate (default) or endDate.'),
  sortOrder: oneOf(['asc', 'desc'], 'bad-sort-order').exactOptional().describe('desc (default) or asc.'),
  limit: digits(9).describe(`At most ${LARGEST_LIMIT}; default ${DEFAULT_LIMIT}.`),
  PageNo: digits(9).describe(`From 0. PageNo × limit is at most ${COUNT_LIMIT}; use cursor beyond.`),
  cursor: text.describe('pagination.nextCursor of the page before, with the same filters and order.'),
});
type Given = z.output<typeof listQuerySchema>;

/** A list query and the number of the page that it asks for. */
export interface AskedPage {
  readonly query: Omit<ListQuery, 'scope'>;
  readonly number: number;
  /** The filter without dates for whose sake only a month was searched. */
  readonly narrowedFor?: string;
}

/**
 * What the query string asks for; an empty parameter counts as absent.
 * @throws WorkflowError that names each parameter which is wrong
 */
export function readListQuery(
  given: Readonly<Record<string, unknown>>,
  orgId: number,
  types: RequestTypeRegistry,
  now = new Date(),
): AskedPage {
  const parameters = readQuery(listQuerySchema, given);
  const problems: Problem[] = [];
  const complain: Complain = (reference, message) => problems.push({ kind: 'invalid-payload', message, reference });
  const type = readType(parameters, types, complain);
  const states = readStates(parameters, complain);
  const range = readRange(parameters, now);
  if ('parameter' in range) complain(range.parameter, range.message);
  const page = readPage(parameters, complain);
  const [first, ...others] = problems;
  if (first) throw new WorkflowError([first, ...others]);
  const { userId, checkerId, customer, reference, conceptId, zoneId, storeId, tillId } = parameters;
  const { from, before, narrowedFor } = range as ListRange;
  return {
    number: page.number,
    query: {
      orgId,
      ...page.query,
      ...(userId !== undefined && { requesterId: Number(userId) }),
      ...(checkerId !== undefined && { checkerId: Number(checkerId) }),
      ...(customer !== undefined && { customer }),
      ...(reference !== undefined && { reference }),
      ...(type !== undefined && { type }),
      ...(states.length > 0 && { states }),
      ...(conceptId !== undefined && { conceptId }),
      ...(zoneId !== undefined && { zoneId }),
      ...(storeId !== undefined && { storeId }),
      ...(tillId !== undefined && { tillId }),
      ...(from && { from }),
      ...(before && { before }),
    },
    ...(narrowedFor !== undefined && { narrowedFor }),
  };
}

type Complain = (parameter: string, message: string) => void;

function readType({ requestType }: Given, types: RequestTypeRegistry, complain: Complain): string | undefined {
  if (requestType === undefined) return undefined;
  const type = types.findByUrl(requestType);
  if (!type)
    complain(
      'requestType',
      `requestType must be one of ${types
        .all()
        .map(({ key }) => kebabName(key))
        .join(', ')}.`,
    );
  return type?.key;
}

function readStates({ states = '' }: Given, complain: Complain): PublicState[] {
  const words = states.split(',').map((word) => word.trim().toLowerCase());
  const known = words.filter((word) => word !== '').map((word) => PUBLIC_STATES.find((state) => state.toLowerCase() === word));
  if (known.includes(undefined)) complain('states', `states must hold ${PUBLIC_STATES.join(', ')}, with commas between them.`);
  return [...new Set(known.filter((state) => state !== undefined))];
}

function readPage(
  given: Given,
  complain: Complain,
): { number: number; query: Pick<ListQuery, 'sortBy' | 'descending' | 'limit' | 'start'> } {
  const order = { sortBy: given.sortBy === 'enddate' ? ('ended' as const) : ('created' as const), descending: given.sortOrder !== 'asc' };
  const limit = Number(given.limit ?? DEFAULT_LIMIT);
  if (limit < 1 || limit > LARGEST_LIMIT) complain('limit', `limit must be from 1 to ${LARGEST_LIMIT}.`);
  const pageNo = Number(given.PageNo ?? 0);
  const offset = pageNo * limit;
  if (offset > COUNT_LIMIT) complain('PageNo', `PageNo × limit goes beyond ${COUNT_LIMIT}; go on with cursor (pagination.nextCursor).`);
  if (given.cursor === undefined) return { number: pageNo, query: { ...order, limit, start: { offset } } };
  if (given.PageNo !== undefined) complain('cursor', 'cursor and PageNo cannot go together.');
  const cursor = readCursor(given.cursor, order);
  if (!cursor) complain('cursor', 'cursor is not one of this list in this order.');
  return { number: cursor?.page ?? 0, query: { ...order, limit, start: cursor ? { after: cursor.after } : { offset: 0 } } };
}

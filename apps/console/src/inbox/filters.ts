import { type State, STATES } from '../api/request-view';
import { keyOfType } from '../api/type-name';
import { endOfDay, startOfDay } from '../display/days';

/** What the address bar may show. Customers and references never get there: addresses are logged, kept and shared. */
export const PLACES = ['conceptId', 'zoneId', 'storeId', 'tillId'] as const;
export const PLACE_WORDS = { conceptId: 'Concept id', zoneId: 'Zone id', storeId: 'Store id', tillId: 'Till id' } as const;
export const OPEN_FILTERS = ['type', 'states', 'maker', 'checker', ...PLACES, 'from', 'to', 'zone', 'sort'] as const;
export const ORDERS = ['newest', 'oldest', 'ended-last', 'ended-first'] as const;
export type Order = (typeof ORDERS)[number];

export type Filters = Readonly<Record<'type' | 'maker' | 'checker' | (typeof PLACES)[number] | 'from' | 'to', string>> & {
  /** Whose days these are: those of whoever looks, or UTC’s, by which the overview counts. */
  readonly zone: '' | 'UTC';
  /** Empty: every state. */
  readonly states: readonly State[];
  readonly sort: Order;
  readonly customer: string;
  readonly reference: string;
};

/** What is not shown in the address bar. */
export type Sought = Pick<Filters, 'customer' | 'reference'>;
export type Search = Readonly<Record<string, string>>;
export const NOBODY: Sought = { customer: '', reference: '' };

export const ANY_STATE = 'any';
export const WAITING: readonly State[] = ['AdminTask'];

/** The filters that an address and what is sought beside it ask for. Whether it can be understood is asked of `filterProblems`. */
export function readFilters(search: Search, { customer, reference }: Sought): Filters {
  const text = (name: string): string => search[name] ?? '';
  const sort = ORDERS.find((order) => order === search['sort']) ?? 'newest';
  return {
    type: keyOfType(text('type')),
    maker: text('maker'),
    checker: text('checker'),
    conceptId: text('conceptId'),
    zoneId: text('zoneId'),
    storeId: text('storeId'),
    tillId: text('tillId'),
    from: text('from'),
    to: text('to'),
    zone: search['zone'] === 'UTC' ? 'UTC' : '',
    states: readStates(search['states']),
    sort,
    customer,
    reference,
  };
}

/** The part for the address bar, without what is so anyway. */
export function writeSearch(filters: Filters): Record<string, string> {
  const states = filters.states.length === 0 ? ANY_STATE : filters.states.join(',');
  const all: Record<string, string> = {
    ...Object.fromEntries(OPEN_FILTERS.filter((name) => name !== 'states').map((name) => [name, filters[name]])),
    states: states === WAITING.join(',') ? '' : states,
    sort: filters.sort === 'newest' ? '' : filters.sort,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** As the list of the API takes them. */
export function listQuery({ type, maker, states, from, to, zone, sort, checker, ...same }: Filters): Record<string, string> {
  const all: Record<string, string> = {
    ...same,
    requestType: type,
    userId: maker,
    checkerId: checker,
    states: states.join(','),
    startDate: zone === 'UTC' || from === '' ? from : startOfDay(from),
    endDate: zone === 'UTC' || to === '' ? to : endOfDay(to),
    sortBy: sort.startsWith('ended') ? 'endDate' : 'startDate',
    sortOrder: sort === 'oldest' || sort === 'ended-first' ? 'asc' : 'desc',
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** How many filters beside type, states and order narrow the list. */
export function narrowings(filters: Filters): number {
  const fields = ['maker', 'checker', ...PLACES, 'from', 'to', 'customer', 'reference'] as const;
  return fields.filter((name) => filters[name] !== '').length;
}

function readStates(text: string | undefined): readonly State[] {
  if (text === undefined) return WAITING;
  const named = text.split(',');
  const known = STATES.filter((state) => named.includes(state));
  return known.length > 0 || text === ANY_STATE ? known : WAITING;
}

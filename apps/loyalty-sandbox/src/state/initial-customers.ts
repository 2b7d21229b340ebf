import { type CustomerProfile } from './customer';
import { DEFAULT_LABEL } from './labels';
import { PROGRAMS } from './programs';

const ALL_PROGRAMS = PROGRAMS.map((program) => program.id);
const GENEROUS_BALANCE = 100_000;

function invented(number: number, changes: Partial<CustomerProfile> = {}): CustomerProfile {
  return {
    id: 5_001_000 + number,
    mobiles: [`9199000001${String(number).padStart(2, '0')}`],
    email: `customer${5_001_000 + number}@example.com`,
    externalId: `EXT-${5_001_000 + number}`,
    label: DEFAULT_LABEL,
    balance: GENEROUS_BALANCE,
    programIds: ALL_PROGRAMS,
    ...changes,
  };
}

/** 5001001 … 5001050: nothing stands in the way of any call. */
const ORDINARY = Array.from({ length: 50 }, (_, index) => invented(index + 1));

/** One customer for each refusal that depends on the customer. */
const SPECIAL = [
  invented(91, { balance: 40 }),
  invented(92, { label: 'Suspended' }),
  invented(93, { label: 'Fraud suspected' }),
  invented(94, { label: 'No earning' }),
  invented(95, { programIds: [7001] }),
  invented(96, { label: 'Deleted' }),
];

/** The customers that the documentation's sample payloads name. */
const DOCUMENTED: readonly CustomerProfile[] = [
  { id: 382_332_518, mobiles: ['919877792149'] },
  { id: 566_881_933, mobiles: ['919591399244'] },
  { id: 382_477_526, mobiles: [] },
  { id: 113_460_811, mobiles: [] },
].map((customer) => ({
  ...customer,
  email: `customer${customer.id}@example.com`,
  externalId: `EXT-${customer.id}`,
  label: DEFAULT_LABEL,
  balance: GENEROUS_BALANCE,
  programIds: ALL_PROGRAMS,
}));

/** Every org starts with its own copy of these. */
export const INITIAL_CUSTOMERS: readonly CustomerProfile[] = [...ORDINARY, ...SPECIAL, ...DOCUMENTED];

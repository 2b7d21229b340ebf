/** A customer of the loyalty sandbox; every org has its own copy of each. */
export interface Customer {
  readonly id: number;
  readonly mobile: string;
  readonly email: string;
  readonly externalId: string;
}

/** 1 to 50: nothing stands in the way of any call. */
export const ORDINARY_CUSTOMERS = 50;
/** Has 40 points. */
export const POOR_CUSTOMER = customer(91);
/** Must not redeem, nor be given points. */
export const SUSPENDED_CUSTOMER = customer(92);

export function customer(number: number): Customer {
  const id = 5_001_000 + number;
  return {
    id,
    mobile: `9199000001${String(number).padStart(2, '0')}`,
    email: `customer${id}@example.com`,
    externalId: `EXT-${id}`,
  };
}

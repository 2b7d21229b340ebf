import type { LoyaltyResponse } from '../request-type';

/** 2xx: the call may have been carried out. The body still decides. */
export function isSuccessStatus({ status }: LoyaltyResponse): boolean {
  return status >= 200 && status < 300;
}

/** 4xx: the call was turned down, provided that the body says so in a documented way. */
export function isRefusalStatus({ status }: LoyaltyResponse): boolean {
  return status >= 400 && status < 500;
}

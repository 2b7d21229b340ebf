/**
 * In: libs/request-types/badges/src
 * Trips: no-restricted-globals
 * Says: A request type is pure
 */
export const now = globalThis.Date;

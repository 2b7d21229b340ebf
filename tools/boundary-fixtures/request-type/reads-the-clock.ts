/**
 * In: libs/request-types/badges/src
 * Trips: no-restricted-properties
 * Says: A request type is pure
 */
export const now = Date.now();

/**
 * In: libs/request-types/badges/src
 * Trips: no-restricted-syntax
 * Says: A request type is pure
 */
export const now = Date();

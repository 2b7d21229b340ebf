/**
 * In: libs/request-types/badges/src
 * Trips: nothing
 */
export const start = new Date('2030-01-01T00:00:00Z');

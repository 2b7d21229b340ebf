/**
 * In: libs/shared/config/src
 * Trips: no-restricted-properties
 * Says: *.config.ts
 */
export const level = process.env['LEVEL'];

/**
 * In: libs/shared/config/src
 * Trips: no-restricted-properties
 * Says: Use undici
 */
export const answer = globalThis.fetch('https://example.com');

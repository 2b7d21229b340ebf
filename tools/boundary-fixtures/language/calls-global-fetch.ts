/**
 * In: libs/shared/config/src
 * Trips: no-restricted-globals
 * Says: Use undici
 */
export const answer = fetch('https://example.com');

/**
 * In: libs/shared/config/src
 * Trips: no-restricted-syntax
 * Says: Name what is exported
 */
export * from './config-error';

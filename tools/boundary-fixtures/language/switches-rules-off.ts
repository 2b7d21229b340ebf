/**
 * In: libs/shared/config/src
 * Trips: @typescript-eslint/no-explicit-any
 * Says: Unexpected any
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Anything = any;

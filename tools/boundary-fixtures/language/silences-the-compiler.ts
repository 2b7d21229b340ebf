/**
 * In: libs/shared/config/src
 * Trips: @typescript-eslint/ban-ts-comment
 */
// @ts-ignore
export const count: number = 'one';

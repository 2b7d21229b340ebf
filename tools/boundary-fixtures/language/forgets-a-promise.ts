/**
 * In: libs/shared/config/src
 * Trips: @typescript-eslint/no-floating-promises
 * Says: Promises must be awaited
 */
export function start(run: () => Promise<void>): void {
  run();
}

/**
 * In: apps/e2e/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:e2e" can only depend on libs tagged with
 */
import * as borrowed from '@countersign/engine';

export const lent = borrowed;

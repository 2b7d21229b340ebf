/**
 * In: apps/worker/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:app" can only depend on libs tagged with
 */
import * as borrowed from '@countersign/local-servers';

export const lent = borrowed;

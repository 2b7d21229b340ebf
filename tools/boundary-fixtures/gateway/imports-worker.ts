/**
 * In: apps/api-gateway/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:app" can only depend on libs tagged with
 */
import * as borrowed from '@countersign/worker';

export const lent = borrowed;

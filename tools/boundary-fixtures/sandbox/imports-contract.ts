/**
 * In: apps/loyalty-sandbox/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "process:sandbox" can only depend on libs tagged with "type:shared"
 */
import * as borrowed from '@countersign/contract';

export const lent = borrowed;

/**
 * In: libs/shared/config/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:shared" can only depend on libs tagged with "type:shared"
 */
import * as borrowed from '@countersign/contract';

export const lent = borrowed;

/**
 * In: tools/local-stack/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:tool" can only depend on libs tagged with "type:tool", "type:shared"
 */
import * as borrowed from '@countersign/persistence';

export const lent = borrowed;

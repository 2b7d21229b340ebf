/**
 * In: libs/request-types/badges/src as spec
 * Trips: @nx/enforce-module-boundaries
 * Says: can only depend on libs tagged with "type:contract", "type:testing"
 */
import * as borrowed from '@countersign/local-servers';

export const lent = borrowed;

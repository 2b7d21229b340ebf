/**
 * In: libs/request-types/badges/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:request-type" can only depend on libs tagged with "type:contract"
 */
import * as engine from '@countersign/engine';

export const borrowed = engine;

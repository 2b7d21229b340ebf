/**
 * In: libs/request-types/catalog/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:catalog" can only depend on libs tagged with "type:request-type"
 */
import * as engine from '@countersign/engine';

export const borrowed = engine;

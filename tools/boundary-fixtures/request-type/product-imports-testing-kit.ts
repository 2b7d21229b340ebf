/**
 * In: libs/request-types/badges/src
 * Trips: @nx/enforce-module-boundaries
 * Says: can only depend on libs tagged with "type:contract"
 */
import * as kit from '@countersign/testing';

export const borrowed = kit;

/**
 * In: libs/request-types/badges/src as spec
 * Trips: @nx/enforce-module-boundaries
 * Says: can only depend on libs tagged with "type:contract", "type:testing"
 */
import * as persistence from '@countersign/persistence';

export const borrowed = persistence;

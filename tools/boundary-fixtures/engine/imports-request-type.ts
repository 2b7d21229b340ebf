/**
 * In: libs/workflow-core/engine/src/use-cases
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:engine" can only depend on libs tagged with "type:contract", "type:shared"
 */
import { requestTypes } from '@countersign/badges';

export const borrowed = requestTypes;

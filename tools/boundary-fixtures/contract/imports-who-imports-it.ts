/**
 * In: libs/workflow-core/contract/src
 * Trips: @nx/enforce-module-boundaries
 * Says: Circular dependency
 */
import * as engine from '@countersign/engine';

export const borrowed = engine;

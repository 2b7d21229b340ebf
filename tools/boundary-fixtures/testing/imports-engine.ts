/**
 * In: libs/workflow-core/testing/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:testing" can only depend on libs tagged with
 */
import * as borrowed from '@countersign/engine';

export const lent = borrowed;

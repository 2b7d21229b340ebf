/**
 * In: libs/workflow-core/queue/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:infra" can only depend on libs tagged with
 */
import * as borrowed from '@countersign/loyalty-client';

export const lent = borrowed;

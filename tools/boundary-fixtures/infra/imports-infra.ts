/**
 * In: libs/workflow-core/webhooks/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:infra" can only depend on libs tagged with
 */
import * as borrowed from '@countersign/persistence';

export const lent = borrowed;

/**
 * In: apps/api-gateway/src
 * Trips: @nx/enforce-module-boundaries
 * Says: "process:api" can not depend on libs tagged with "only:worker"
 */
import * as borrowed from '@countersign/loyalty-client';

export const lent = borrowed;

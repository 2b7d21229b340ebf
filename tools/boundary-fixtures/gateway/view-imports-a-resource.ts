/**
 * In: apps/api-gateway/src/views/proposals
 * Trips: no-restricted-imports
 * Says: views/ lies below the resources
 */
import * as borrowed from '../../policies/policies.module';

export const lent = borrowed;

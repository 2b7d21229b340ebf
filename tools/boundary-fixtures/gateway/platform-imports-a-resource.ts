/**
 * In: apps/api-gateway/src/platform/batches
 * Trips: no-restricted-imports
 * Says: platform/ knows no resource
 */
import * as borrowed from '../../requests/requests.module';

export const lent = borrowed;

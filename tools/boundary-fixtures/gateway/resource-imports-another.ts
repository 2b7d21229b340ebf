/**
 * In: apps/api-gateway/src/decisions
 * Trips: no-restricted-imports
 * Says: Resources do not import each other
 */
import * as borrowed from '../requests/requests.module';

export const lent = borrowed;

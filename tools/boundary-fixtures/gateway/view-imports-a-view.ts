/**
 * In: apps/api-gateway/src/views/proposals
 * Trips: nothing
 * Says: -
 */
import * as borrowed from '../requests/request-view';

export const lent = borrowed;

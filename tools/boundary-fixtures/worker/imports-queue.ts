/**
 * In: apps/worker/src
 * Trips: nothing
 */
import * as borrowed from '@countersign/queue';

export const lent = borrowed;

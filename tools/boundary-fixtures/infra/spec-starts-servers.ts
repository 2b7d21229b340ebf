/**
 * In: libs/workflow-core/persistence/src as spec
 * Trips: nothing
 */
import * as borrowed from '@countersign/local-servers';

export const lent = borrowed;

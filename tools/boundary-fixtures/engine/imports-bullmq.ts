/**
 * In: libs/workflow-core/engine/src/use-cases
 * Trips: @nx/enforce-module-boundaries
 * Says: "type:engine" is not allowed to import "bullmq"
 */
import * as borrowed from 'bullmq';

export const lent = borrowed;

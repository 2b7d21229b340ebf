/**
 * In: libs/workflow-core/engine/src/use-cases
 * Trips: @nx/enforce-module-boundaries
 * Says: "type:engine" is not allowed to import "ioredis"
 */
import * as borrowed from 'ioredis';

export const lent = borrowed;

/**
 * In: libs/workflow-core/engine/src/use-cases
 * Trips: @nx/enforce-module-boundaries
 * Says: "type:engine" is not allowed to import "pg"
 */
import * as borrowed from 'pg';

export const lent = borrowed;

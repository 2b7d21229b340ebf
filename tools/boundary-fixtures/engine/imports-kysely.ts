/**
 * In: libs/workflow-core/engine/src/use-cases
 * Trips: @nx/enforce-module-boundaries
 * Says: "type:engine" is not allowed to import "kysely"
 */
import * as borrowed from 'kysely';

export const lent = borrowed;

/**
 * In: libs/workflow-core/engine/src/use-cases
 * Trips: @nx/enforce-module-boundaries
 * Says: "type:engine" is not allowed to import "undici"
 */
import * as borrowed from 'undici';

export const lent = borrowed;

/**
 * In: libs/request-types/badges/src
 * Trips: @nx/enforce-module-boundaries
 * Says: "type:request-type" is not allowed to import "undici"
 */
import { Agent } from 'undici';

export const agent = new Agent();

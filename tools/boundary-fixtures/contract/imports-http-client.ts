/**
 * In: libs/workflow-core/contract/src
 * Trips: @nx/enforce-module-boundaries
 * Says: "type:contract" is not allowed to import "undici"
 */
import { Agent } from 'undici';

export const agent = new Agent();

/**
 * In: libs/request-types/badges/src
 * Trips: no-restricted-imports
 * Says: A request type is pure
 */
import { readFileSync } from 'node:fs';

export const limits = readFileSync('limits.json', 'utf8');

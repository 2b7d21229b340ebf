/**
 * In: libs/shared/config/src
 * Trips: no-restricted-imports
 * Says: *.config.ts
 */
import { env } from 'node:process';

export const level = env['LEVEL'];

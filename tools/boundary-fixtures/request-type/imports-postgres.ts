/**
 * In: libs/request-types/badges/src
 * Trips: @nx/enforce-module-boundaries
 * Says: "type:request-type" is not allowed to import "pg"
 */
import { Pool } from 'pg';

export const pool = new Pool();

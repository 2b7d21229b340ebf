/**
 * In: libs/request-types/badges/src
 * Trips: @nx/enforce-module-boundaries
 * Says: cannot be imported by a relative or absolute path
 */
import { requestTypes } from '../../goodwill-points/src/index';

export const borrowed = requestTypes;

/**
 * In: libs/request-types/badges/src as spec
 * Trips: nothing
 */
import * as kit from '@countersign/testing';

export const borrowed = kit;

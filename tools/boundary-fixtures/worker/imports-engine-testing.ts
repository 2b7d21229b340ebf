/**
 * In: apps/worker/src
 * Trips: no-restricted-imports
 * Says: In-memory adapters and conformance suites are for specs
 */
import { ManualClock } from '@countersign/engine/testing';

export const borrowed = ManualClock;

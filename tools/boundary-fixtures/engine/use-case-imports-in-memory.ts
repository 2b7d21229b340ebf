/**
 * In: libs/workflow-core/engine/src/use-cases
 * Trips: no-restricted-imports
 * Says: In-memory adapters, conformance suites, model and simulation are for specs
 */
import { ManualClock } from '../in-memory/manual-clock';

export const borrowed = ManualClock;

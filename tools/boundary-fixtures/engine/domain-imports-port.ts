/**
 * In: libs/workflow-core/engine/src/domain
 * Trips: no-restricted-imports
 * Says: no use case and no port
 */
import type { Clock } from '../ports/clock';

export type Borrowed = Clock;

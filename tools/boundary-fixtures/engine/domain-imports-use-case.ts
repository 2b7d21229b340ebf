/**
 * In: libs/workflow-core/engine/src/domain
 * Trips: no-restricted-imports
 * Says: no use case and no port
 */
import { SubmitRequest } from '../use-cases/submit-request';

export const borrowed = SubmitRequest;

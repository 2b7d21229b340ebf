/**
 * In: libs/workflow-core/contract/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:contract" can only depend on libs tagged with "needs:nothing"
 */
import { flag } from '@countersign/config';

export const isOn = flag();

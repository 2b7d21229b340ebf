/**
 * In: libs/workflow-core/contract/src
 * Trips: @nx/enforce-module-boundaries
 * Says: tagged with "type:contract" cannot depend on any libs with tags
 */
import { flag } from '@countersign/config';

export const isOn = flag();

import { DELIVERY_BUGS } from './bugs/delivery-bugs';
import { EXECUTION_BUGS } from './bugs/execution-bugs';
import { JUDGEMENT_BUGS } from './bugs/judgement-bugs';
import { REQUEST_BUGS } from './bugs/request-bugs';
import type { PlantedBug } from './planted-bug';

/** Bugs that can be planted into a running Countersign. */
export const PLANTED_BUGS: readonly PlantedBug[] = [...REQUEST_BUGS, ...EXECUTION_BUGS, ...JUDGEMENT_BUGS, ...DELIVERY_BUGS];

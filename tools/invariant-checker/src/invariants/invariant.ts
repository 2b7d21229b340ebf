import type { InvariantResult } from '../report';
import type { World } from '../world/world';

/** What a check came to. */
export type Finding = Omit<InvariantResult, 'id' | 'title'>;

/** Something that must always be true of a world. */
export interface Invariant {
  /** As in the list of guarantees, such as `I5`. */
  readonly id: string;
  readonly title: string;
  check(world: World): Promise<Finding>;
}

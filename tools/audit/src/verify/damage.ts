import type { EntryKey } from '../bundle';

export type DamageKind =
  | 'edit'
  | 'insert'
  | 'delete'
  | 'reorder'
  | 'tail cut'
  | 'full rewrite'
  | 'missing checkpoint'
  | 'foreign checkpoint'
  | 'erasure'
  | 'back-dated'
  | 'post-dated';

/** What is wrong with a journal, and where it begins. */
export interface Damage {
  readonly kind: DamageKind;
  /** Of the first bad entry; absent when it is not sealed. */
  readonly leafIndex?: number;
  /** Absent when the entry is no longer there to be named. */
  readonly entry?: EntryKey;
  readonly sentence: string;
}

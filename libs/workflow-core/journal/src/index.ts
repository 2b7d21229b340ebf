export { type Checkpoint, checkpointHash, checkpointText, readCheckpoint } from './checkpoint';
export { CheckpointFile, type OrgLine } from './checkpoint-file';
export { type CheckpointLine, checkpointLineOf, markOf, marksOf, readCheckpointLine } from './checkpoint-line';
export {
  type CommittedEntry,
  digestTexts,
  ENTRY_KINDS,
  ENTRY_VERSION,
  type EntryKind,
  type JournalEntry,
  leafBytes,
  leafHash,
  type Salts,
  type Texts,
} from './entry';
export { GrowingTree } from './growing-tree';
export { type Hash, sha256 } from './hash';
export {
  consistencyProof,
  hashLeaf,
  hashNode,
  inclusionProof,
  isConsistent,
  rootFromInclusion,
  rootOf,
  type TreeHead,
} from './merkle-tree';
export { readRestoredLine, restoredLineOf, type RestoredNote, restoredText } from './restored-note';
export { type Leaf, sealEntry } from './seal-entry';
export { keyIdOf, type NoteKey, openNote, type OpenedNote, readVerifierKey, signNote, verifierKeyOf } from './signed-note';

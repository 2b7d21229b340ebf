import { markOf, type NoteKey } from '@countersign/journal';
import type { Damage } from './damage';
import { type FoundCheckpoint, openCheckpoint, type OutsideFile } from './checkpoints';
import { type Difference, firstDifference } from './first-difference';
import type { FoundLeaf, ReadBundle } from './read-bundle';
import type { Restore } from './restores';
import { erasureDamage } from './erasures';
import { headDamage } from './head';
import { partsOf } from './named-parts';
import { requireKnownSigner } from './known-signer';
import { besideDamage, namesOfRows, standingDamage } from './rows-beside';
import { timeDamage } from './times';
import { Roots } from './roots';
import { sealedMarks, spoiltMarks } from './sealed-marks';

/** What was verified, and what is wrong. */
export interface Verdict {
  readonly orgId: number;
  readonly exportedAt: Date;
  readonly entries: number;
  /** Of which the words were erased: proven to have been sealed, and no longer to be read. */
  readonly erased: readonly FoundLeaf[];
  /** Too new to be sealed: nothing is proven of them. */
  readonly unsealed: number;
  readonly requests: number;
  readonly checkpointsInside: number;
  readonly checkpointsOutside: number;
  /** Up to here the journal is held by a checkpoint that lies outside the database. */
  readonly provenOutside: number;
  readonly lastSealedAt: Date | undefined;
  readonly notices: readonly string[];
  /** Rows of other tables that are not what the journal tells of them. */
  readonly rowsBeside: readonly string[];
  /** Undefined: the journal is what was sealed. */
  readonly damage: Damage | undefined;
}

/** Everything that is needed to judge; nothing of it is asked of the database. */
interface Evidence {
  readonly bundle: ReadBundle;
  readonly inside: readonly FoundCheckpoint[];
  readonly outside: OutsideFile;
}

/** Holds a bundle against itself, and against the checkpoints that were kept outside the database. */
export function verifyJournal(bundle: ReadBundle, outside: OutsideFile, keys: readonly NoteKey[]): Verdict {
  const inside = bundle.checkpoints.flatMap(({ note }) => openCheckpoint(note, bundle.orgId, keys) ?? []);
  requireKnownSigner(inside, outside.checkpoints, keys);
  const evidence = { bundle, inside, outside };
  const erased = bundle.leaves.filter(({ isErased }) => isErased);
  return {
    orgId: bundle.orgId,
    exportedAt: bundle.exportedAt,
    entries: bundle.leaves.length,
    erased,
    unsealed: bundle.unsealed.length,
    requests: bundle.standings.length,
    checkpointsInside: inside.length,
    checkpointsOutside: outside.checkpoints.length,
    provenOutside: outside.checkpoints.reduce((most, { size }) => Math.max(most, size), 0),
    lastSealedAt: [...inside, ...outside.checkpoints].reduce<Date | undefined>(
      (latest, { sealedAt }) => (latest && latest > sealedAt ? latest : sealedAt),
      undefined,
    ),
    notices: noticesOf(evidence),
    rowsBeside: namesOfRows(bundle),
    damage: damageOf(evidence),
  };
}

function damageOf(evidence: Evidence): Damage | undefined {
  return (
    treeDamage(evidence) ??
    signatureDamage(evidence) ??
    chainDamage(evidence) ??
    restoreDamage(evidence) ??
    timeDamage(evidence.bundle, [...evidence.outside.checkpoints, ...evidence.inside]) ??
    erasureDamage(evidence.bundle) ??
    standingDamage(evidence.bundle) ??
    headDamage(evidence.bundle, evidence.inside) ??
    besideDamage(evidence.bundle)
  );
}

/** Whether the entries are the leaves that were signed. */
function treeDamage({ bundle, inside, outside }: Evidence): Damage | undefined {
  const { leaves } = bundle;
  const numbered = leaves.find(({ index }, place) => index !== place);
  if (numbered) return damageAt('delete', numbered.index - 1, leaves, 'A leaf is missing: the numbers of leaves have a gap.');
  const trees = new Roots(leaves, [...inside, ...outside.checkpoints]);
  const found = leaves.map(({ hash }) => hash && markOf(hash));
  const difference = firstDifference(found, sealedMarks(leaves, outside, trees));
  const fork = outside.checkpoints.find((checkpoint) => checkpoint.isSigned && trees.differsFrom(checkpoint));
  const foreign = inside.find(({ isSigned }) => !isSigned);
  const isOfOnePiece =
    leaves.every(({ hash, stored }) => hash?.equals(stored)) && !inside.some((checkpoint) => trees.differsFrom(checkpoint));
  if (isOfOnePiece && inside.length > 0 && (fork ?? foreign)) {
    const index = difference?.index ?? previousSize(inside, foreign);
    const how = foreign ? 'its checkpoints are signed by a key that was not given' : 'a checkpoint that lies outside says otherwise';
    return damageAt('full rewrite', index, leaves, `The journal fits its own checkpoints, but ${how}.`);
  }
  if (difference) return damageAt(difference.kind, difference.index, leaves, sentenceFor(difference, leaves));
  const odd = fork ?? inside.find((checkpoint) => trees.differsFrom(checkpoint));
  if (!odd) return undefined;
  const from = previousSize(inside, odd);
  return damageAt('edit', from, leaves, `An entry from ${from} to ${odd.size - 1} is not what was signed; its leaf was changed with it.`);
}

function sentenceFor({ kind, index }: Difference, leaves: readonly FoundLeaf[]): string {
  const leaf = leaves[index];
  return kind === 'edit' && leaf?.hash ? `It is not what was sealed: ${partsOf(leaf)}.` : SENTENCES[kind];
}

const SENTENCES = {
  edit: 'It is not what was sealed.',
  insert: 'It was never sealed at this place.',
  delete: 'What was sealed at this place is gone.',
  reorder: 'It was sealed, but at another place.',
  'tail cut': 'The journal ends here, and more was sealed. If the bundle is older than the checkpoints, export it once more.',
} as const;

/** A signature that none of the given keys made. */
function signatureDamage({ inside, outside }: Evidence): Damage | undefined {
  const foreign = [...outside.checkpoints, ...inside].find(({ isSigned }) => !isSigned);
  return foreign && { kind: 'foreign checkpoint', sentence: `The checkpoint of size ${foreign.size} is signed by none of the given keys.` };
}

/** A link to an older file that cannot be followed. */
function restoreDamage({ outside }: Evidence): Damage | undefined {
  const problem = outside.restores.find((restore) => restore.problem !== undefined)?.problem;
  return problem === undefined ? undefined : { kind: 'foreign checkpoint', sentence: problem };
}

/** Each checkpoint names the one before it. */
function chainDamage({ inside, outside }: Evidence): Damage | undefined {
  const all = [...outside.checkpoints, ...inside];
  const known = new Set(all.map(({ hash }) => hash));
  const loose = all.find(({ previous }) => previous && !known.has(previous.toString('base64')));
  return (
    loose && { kind: 'missing checkpoint', sentence: `The checkpoint before the one of size ${loose.size} is neither inside nor outside.` }
  );
}

function noticesOf({ bundle, outside }: Evidence): string[] {
  return [
    ...(outside.checkpoints.length === 0
      ? ['No checkpoint from outside the database was given: a cut tail, and a rewrite by whoever holds the key, cannot be seen.']
      : []),
    ...outside.restores.map(sentenceOf),
    ...spoiltMarks(bundle.leaves, outside, new Roots(bundle.leaves, outside.checkpoints)).map(
      ({ size }) =>
        `The marks beside the checkpoint of size ${size} are not those of its entries: the file outside was changed. Its root holds.`,
    ),
    ...(outside.brokenLines > 0 ? [`${outside.brokenLines} lines of the checkpoint file cannot be read, as a crash leaves one.`] : []),
    ...(bundle.unsealed.length > 0 ? [`${bundle.unsealed.length} entries are not sealed yet; nothing is proven of them.`] : []),
  ];
}

function sentenceOf({ at, size, lost, lostUntil, problem }: Restore): string {
  const known =
    lost === 0
      ? 'nothing that was sealed was lost'
      : `entries ${size} to ${size + lost - 1}, sealed until ${lostUntil?.toISOString()}, were lost with the time after the backup`;
  const what =
    problem === undefined ? known : 'what was lost with the time after the backup cannot be known without the old file as it was';
  return `A backup was restored by ${at.toISOString()}: ${what}.`;
}

function damageAt(kind: Damage['kind'], leafIndex: number, leaves: readonly FoundLeaf[], sentence: string): Damage {
  const key = leaves.find(({ index }) => index === leafIndex)?.key;
  return { kind, leafIndex, ...(key && { entry: key }), sentence };
}

function previousSize(inside: readonly FoundCheckpoint[], checkpoint: FoundCheckpoint | undefined): number {
  return inside.reduce((most, { size }) => (checkpoint && size < checkpoint.size ? Math.max(most, size) : most), 0);
}

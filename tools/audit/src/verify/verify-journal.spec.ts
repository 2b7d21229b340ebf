import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { checkpointHash, checkpointText, GrowingTree, type Hash, hashLeaf, markOf, type NoteKey, signNote } from '@countersign/journal';
import fc from 'fast-check';
import type { BundledCheckpoint } from '../bundle';
import { openCheckpoint, type OutsideCheckpoint, type OutsideFile } from './checkpoints';
import type { DamageKind } from './damage';
import type { FoundLeaf, ReadBundle } from './read-bundle';
import { verifyJournal } from './verify-journal';

const ORG = 7;
const signer: NoteKey = { name: 'test.example/journal', key: generateKeyPairSync('ed25519').privateKey };
const forger: NoteKey = { name: signer.name, key: generateKeyPairSync('ed25519').privateKey };
const keys = [{ name: signer.name, key: createPublicKey(signer.key) }];

interface Sealed {
  readonly notes: readonly BundledCheckpoint[];
  readonly outside: OutsideFile;
}

/** Checkpoints over these leaves, one after each batch. */
function seal(hashes: readonly Hash[], batch: number, by = signer): Sealed {
  const tree = GrowingTree.empty();
  const notes: BundledCheckpoint[] = [];
  const checkpoints: OutsideCheckpoint[] = [];
  let previous: Hash | undefined;
  for (let from = 0; from < hashes.length; from += batch) {
    const added = hashes.slice(from, from + batch);
    for (const hash of added) tree.add(hash);
    const text = checkpointText({
      ...tree.head(),
      log: by.name,
      orgId: ORG,
      sealedAt: new Date(1_000 * tree.size),
      ...(previous && { previous }),
    });
    previous = checkpointHash(text);
    const note = signNote(text, by);
    notes.push({
      size: tree.size,
      note,
      root: tree.head().root.toString('base64'),
      from,
      sealedAt: new Date(1_000 * tree.size).toISOString(),
    });
    const opened = openCheckpoint(note, ORG, keys);
    if (opened) checkpoints.push({ ...opened, from, marks: added.map(markOf) });
  }
  return { notes, outside: { checkpoints, brokenLines: 0, restores: [] } };
}

const WHOLE = { differing: [], isErased: false, isSwept: false };
const keyOf = (number: number) => ({ kind: 'refusal', request: '0', number }) as const;

function bundleOf(
  entries: readonly number[],
  hashOf: (entry: number) => Hash | undefined,
  notes: readonly BundledCheckpoint[],
): ReadBundle {
  const leaves = entries.map((entry, index): FoundLeaf => {
    const hash = hashOf(entry);
    return {
      index,
      key: keyOf(entry),
      hash,
      stored: hash ?? hashLeaf(String(entry)),
      at: new Date(0).toISOString(),
      to: undefined,
      ...WHOLE,
    };
  });
  const tree = GrowingTree.empty();
  for (const { hash } of leaves) if (hash) tree.add(hash);
  const heads = [{ size: leaves.length, peaks: tree.keep().toString('base64'), isTakingIn: false }];
  return { orgId: ORG, exportedAt: new Date(0), leaves, checkpoints: notes, unsealed: [], standings: [], beside: [], heads };
}

/** What is left of entries 0 to n-1, and where the first bad one is. */
type Tampering = (entries: readonly number[], at: number, other: number) => { readonly entries: readonly number[]; readonly first: number };

/** An entry that was never sealed. */
const FORGED = 1_000_000;

const TAMPERINGS: readonly (readonly [DamageKind, Tampering])[] = [
  ['edit', (entries, at) => ({ entries: entries.with(at, FORGED), first: at })],
  ['insert', (entries, at) => ({ entries: entries.toSpliced(at, 0, FORGED), first: at })],
  [
    'delete',
    (entries, at) => ({ entries: entries.toSpliced(Math.min(at, entries.length - 2), 1), first: Math.min(at, entries.length - 2) }),
  ],
  ['tail cut', (entries, at) => ({ entries: entries.slice(0, at), first: at })],
  [
    'reorder',
    (entries, at, shift) => {
      const other = (at + 1 + (shift % (entries.length - 1))) % entries.length;
      return { entries: entries.with(at, other).with(other, at), first: Math.min(at, other) };
    },
  ],
];

const journals = fc.record({
  count: fc.integer({ min: 2, max: 40 }),
  batch: fc.integer({ min: 4, max: 20 }),
  at: fc.nat(),
  other: fc.nat(),
});
const hashOf = (entry: number): Hash => hashLeaf(String(entry));
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('a verified journal', () => {
  it('is what was sealed, in batches of any size', () => {
    fc.assert(
      fc.property(journals, ({ count, batch }) => {
        const { notes, outside } = seal(range(count).map(hashOf), batch);
        expect(verifyJournal(bundleOf(range(count), hashOf, notes), outside, keys).damage).toBeUndefined();
      }),
    );
  });

  it.each(TAMPERINGS)('names the first bad entry of each %s, though the leaves were renumbered and rehashed', (kind, tamper) => {
    fc.assert(
      fc.property(journals, ({ count, batch, at, other }) => {
        const { notes, outside } = seal(range(count).map(hashOf), batch);
        const { entries, first } = tamper(range(count), at % count, other);
        expect(verifyJournal(bundleOf(entries, hashOf, notes), outside, keys).damage).toMatchObject({ kind, leafIndex: first });
      }),
    );
  });

  it.each([
    ['another key', forger],
    ['the same key', signer],
  ])('names where each full rewrite by %s begins', (_, by) => {
    fc.assert(
      fc.property(journals, ({ count, batch, at }) => {
        const { outside } = seal(range(count).map(hashOf), batch);
        const rewritten = range(count).with(at % count, FORGED);
        const { notes } = seal(rewritten.map(hashOf), batch, by);
        expect(verifyJournal(bundleOf(rewritten, hashOf, notes), outside, keys).damage).toMatchObject({
          kind: 'full rewrite',
          leafIndex: at % count,
        });
      }),
    );
  });

  it('is one whose file outside has no line of another signer', () => {
    const { notes, outside } = seal(range(4).map(hashOf), 2);
    const [foreign] = seal(range(4).map(hashOf), 4, forger).outside.checkpoints;
    const mixed = { ...outside, checkpoints: [...outside.checkpoints, foreign!] };
    expect(verifyJournal(bundleOf(range(4), hashOf, notes), mixed, keys).damage).toMatchObject({ kind: 'foreign checkpoint' });
  });
});

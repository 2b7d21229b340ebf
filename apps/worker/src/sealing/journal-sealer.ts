import { randomBytes } from 'node:crypto';
import type { JournalRow, JournalStore, SealedRow, UnsealedJournal } from '@countersign/engine';
import { checkpointHash, checkpointText, GrowingTree, type NoteKey, readCheckpoint, sealEntry, signNote } from '@countersign/journal';

/** So many entries are sealed at once. */
const MOST_ENTRIES = 1_000;
const MOST_ORGS = 500;
const SALT_BYTES = 16;

/** What is stored of an org's journal does not fit its last checkpoint: nothing may be signed on top of it. */
export class BrokenJournalError extends Error {
  constructor(readonly orgId: number) {
    super(`The journal of org ${orgId} is not what its last checkpoint was signed over. Nothing more is sealed in it; see docs/audit.md.`);
    this.name = 'BrokenJournalError';
  }
}

/** The journal has another name than the one that would sign now: a verifier would take the rest for somebody else's. */
export class RenamedJournalError extends Error {
  constructor(
    readonly orgId: number,
    was: string,
    is: string,
  ) {
    super(
      `The journal of org ${orgId} is sealed as ${was}, and AUDIT_LOG_NAME is ${is}. Nothing more is sealed in it until the name is what it was.`,
    );
    this.name = 'RenamedJournalError';
  }
}

/** What came of a round. */
export interface SealingResult {
  readonly sealed: number;
  /** By org. */
  readonly failures: ReadonlyMap<number, unknown>;
  /** There is more to do at once; under a steady load there is always something, and it is sealed in larger parts by waiting. */
  readonly isBehind: boolean;
}

/** Makes leaves of entries, and signs the tree. Any number of sealers may run: of two that seal the same, one writes nothing. */
export class JournalSealer {
  /** @param signer its name is the name of the log as well */
  constructor(
    private readonly store: JournalStore,
    private readonly signer: NoteKey,
    private readonly mostEntries = MOST_ENTRIES,
  ) {}

  /** One step in each org that has something to seal. An org whose journal is broken holds up no other. */
  async round(): Promise<SealingResult> {
    const orgIds = await this.store.orgsToSeal(MOST_ORGS);
    const failures = new Map<number, unknown>();
    let sealed = 0;
    let isBehind = false;
    for (const orgId of orgIds) {
      try {
        const step = await this.sealOrg(orgId);
        sealed += step.sealed;
        isBehind ||= step.isBehind;
      } catch (error) {
        failures.set(orgId, error);
      }
    }
    return { sealed, failures, isBehind };
  }

  private async sealOrg(orgId: number): Promise<Pick<SealingResult, 'sealed' | 'isBehind'>> {
    const journal = await this.store.unsealed(orgId, this.mostEntries);
    this.requireSameName(orgId, journal);
    const tree = resumedTree(orgId, journal);
    const rows = journal.rows.map((row) => sealRow(orgId, row, tree));
    const isDone = await this.store.seal(orgId, {
      token: journal.token,
      next: journal.next,
      size: tree.size,
      peaks: tree.keep(),
      rows,
      ...(rows.length > 0 && { checkpoint: this.checkpointOf(orgId, journal, tree) }),
    });
    return { sealed: isDone ? rows.length : 0, isBehind: journal.isCatchingUp || rows.length >= this.mostEntries };
  }

  private requireSameName(orgId: number, { last }: UnsealedJournal): void {
    const was = last && readCheckpoint(textOf(last.note))?.log;
    if (was !== undefined && was !== this.signer.name) throw new RenamedJournalError(orgId, was, this.signer.name);
  }

  private checkpointOf(orgId: number, { size: from, last, at, areOlder }: UnsealedJournal, tree: GrowingTree) {
    const { size, root } = tree.head();
    const text = checkpointText({
      log: this.signer.name,
      orgId,
      size,
      root,
      sealedAt: at,
      ...(last && { previous: checkpointHash(textOf(last.note)) }),
      entries: areOlder ? 'older' : 'new',
    });
    return { from, root, at, note: signNote(text, this.signer) };
  }
}

/** @throws BrokenJournalError */
function resumedTree(orgId: number, { size, peaks, last }: UnsealedJournal): GrowingTree {
  if (last === undefined && size === 0) return GrowingTree.empty();
  try {
    const tree = GrowingTree.resume(size, peaks);
    if (last && tree.head().root.equals(last.root)) return tree;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new BrokenJournalError(orgId);
}

function sealRow(orgId: number, { kind, requestId, number, fields, words, lasting }: JournalRow, tree: GrowingTree): SealedRow {
  const salts = { words: randomBytes(SALT_BYTES), lasting: randomBytes(SALT_BYTES) };
  const { hash, digests } = sealEntry({ orgId, kind, fields, words, lasting }, salts);
  const leafIndex = tree.size;
  tree.add(hash);
  return {
    ...{ kind, requestId, number, leafIndex, leafHash: hash },
    ...(isAnything(digests) && { digests }),
    ...(isAnything(words) && { salt: salts.words }),
    ...(isAnything(lasting) && { lastingSalt: salts.lasting }),
  };
}

function isAnything(texts: Readonly<Record<string, string>>): boolean {
  return Object.keys(texts).length > 0;
}

/** What is signed, without the signatures. */
function textOf(note: string): string {
  return note.slice(0, note.lastIndexOf('\n\n') + 1);
}

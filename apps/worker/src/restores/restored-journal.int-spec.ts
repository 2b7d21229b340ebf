import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printVerdict } from '@countersign/audit';
import { sealedSizes } from '@countersign/persistence';
import { newSigner, ORG, SealedJournal } from '../../test-support/sealed-journal';
import { JournalSealer } from '../sealing/journal-sealer';
import { OneJournal } from '../sealing/one-journal';
import { continueCheckpoints } from './continue-checkpoints';

describe('a journal whose database was restored from a backup', () => {
  let journal: SealedJournal;
  let restored: SealedJournal;
  beforeAll(async () => {
    journal = await SealedJournal.start();
    for (let count = 0; count < 3; count += 1) await journal.submit();
    await journal.seal();
    await journal.append();
    await journal.close();
    restored = await journal.copy();
    // What came after the backup is in the file outside, and nowhere else.
    const later = await journal.copy();
    for (let count = 0; count < 2; count += 1) await later.submit();
    await later.seal();
    await later.append();
    await writeFile(restored.checkpointFile, await readFile(later.checkpointFile));
    await later.stop();
  });
  afterAll(async () => {
    await restored.stop();
    await journal.stop();
  });

  const newFile = (): string => join(restored.folder, 'checkpoints-2.jsonl');
  const problem = (file = restored.checkpointFile, logName = restored.signer.name) =>
    new OneJournal(restored.store, file, logName).problem();
  const begin = async (file: string, oldFiles = [restored.checkpointFile]) =>
    continueCheckpoints({ signer: restored.signer, oldFiles, newFile: file, ...(await sealedSizes(restored.url)) });

  it('is not sealed on over a file that knows more, and the worker says what to do', async () => {
    expect(await problem()).toMatch(/size 5 of org \d+ .* is not in the database.*after-restore -- --continues/);
    expect(await problem(join(restored.folder, 'not-yet.jsonl'))).toBeUndefined();
  });

  it('is not sealed on under another name', async () => {
    expect(await problem(restored.checkpointFile, 'other.example/journal')).toMatch(/AUDIT_LOG_NAME is other.example\/journal, but/);
    await restored.submit();
    await restored.othersHaveEnded();
    const renamed = new JournalSealer(restored.store, newSigner('other.example/journal'));
    const { sealed, failures } = await renamed.round();
    expect([sealed, String(failures.get(ORG))]).toEqual([0, expect.stringContaining('AUDIT_LOG_NAME is other.example/journal')]);
  });

  it('is verified by a new file that names the old one, which says what was lost', async () => {
    await begin(newFile());
    await expect(begin(newFile())).rejects.toThrow('exists already');
    expect(await problem(newFile())).toBeUndefined();
    await restored.submit();
    await restored.seal();
    await restored.append(newFile());
    expect(await problem(newFile())).toBeUndefined();
    for (const files of [[newFile()], [restored.checkpointFile, newFile()]]) {
      const verdict = await restored.audit({ files });
      expect(verdict).toMatchObject({ damage: undefined, entries: 5, provenOutside: 5 });
      expect(printVerdict(verdict)).toMatch(/A backup was restored by .*: entries 3 to 4, sealed until .*, were lost/);
    }
    // Without the link the old file would call the restored journal damaged for good.
    expect((await restored.audit()).damage).toBeDefined();
  });

  it('is restored once more, and every file before tells what it can', async () => {
    const third = join(restored.folder, 'checkpoints-3.jsonl');
    await begin(third, [newFile()]);
    await restored.submit();
    await restored.seal();
    await restored.append(third);
    expect(await restored.audit({ files: [third] })).toMatchObject({ damage: undefined, provenOutside: 6 });
  });

  it('is not verified by a link that nobody signed, or to a file that was changed or is gone', async () => {
    await expect(restored.audit({ files: [newFile()], keys: [newSigner(restored.signer.name)] })).rejects.toThrow('None of the given keys');
    const was = await readFile(restored.checkpointFile);
    await appendFile(restored.checkpointFile, '\n');
    const { damage, notices } = await restored.audit({ files: [newFile()] });
    expect(damage).toMatchObject({ sentence: expect.stringContaining('is not what it was') });
    expect(notices.join()).toContain('cannot be known');
    expect(notices.join()).not.toContain('nothing that was sealed was lost');
    await writeFile(restored.checkpointFile, was);
    const forged = join(restored.folder, 'forged.jsonl');
    const oldFiles = [restored.checkpointFile];
    await continueCheckpoints({
      signer: newSigner(restored.signer.name),
      oldFiles,
      newFile: forged,
      at: new Date(),
      sizes: new Map([[ORG, 0]]),
    });
    expect((await restored.audit({ files: [forged] })).damage).toMatchObject({
      sentence: expect.stringContaining('none of the given keys'),
    });
  });
});

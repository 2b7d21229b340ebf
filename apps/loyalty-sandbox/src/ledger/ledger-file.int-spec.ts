import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LedgerFile } from './ledger-file';

describe('LedgerFile', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ledger-file-'));
    path = join(folder, 'made/on/demand/ledger.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has every line on disk when its append resolves, in the order of the appends', async () => {
    const { ledgerFile } = await LedgerFile.open(path);
    const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`);
    await Promise.all(
      lines.map(async (line) => {
        await ledgerFile.append(line);
        expect(await readFile(path, 'utf8')).toContain(`${line}\n`);
      }),
    );
    expect((await readFile(path, 'utf8')).trimEnd().split('\n')).toEqual(lines);
    await ledgerFile.close();
  });

  it('leaves out a torn last line and takes it off the file with the next write', async () => {
    const first = await LedgerFile.open(path);
    await first.ledgerFile.append('whole');
    await first.ledgerFile.close();
    await appendFile(path, 'to');

    const second = await LedgerFile.open(path);
    expect(second.lines).toEqual(['whole']);
    await second.ledgerFile.append('next');
    await second.ledgerFile.close();
    expect(await readFile(path, 'utf8')).toBe('whole\nnext\n');
  });

  it('refuses every append after one has failed, because the file is then unknown', async () => {
    const { ledgerFile } = await LedgerFile.open(path);
    await ledgerFile.close();
    await expect(ledgerFile.append('lost')).rejects.toThrow();
    await expect(ledgerFile.append('also lost')).rejects.toThrow();
    expect(await readFile(path, 'utf8')).toBe('');
  });

  it('is empty after a clear, and takes lines again', async () => {
    const { ledgerFile } = await LedgerFile.open(path);
    await Promise.all([ledgerFile.append('old'), ledgerFile.clear(), ledgerFile.append('new')]);
    await ledgerFile.close();
    expect(await readFile(path, 'utf8')).toBe('new\n');
  });
});

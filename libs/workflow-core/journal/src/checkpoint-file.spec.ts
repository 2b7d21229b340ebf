import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointFile } from './checkpoint-file';

describe('the file of checkpoints', () => {
  let folder: string;
  let file: CheckpointFile;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'checkpoints-'));
    file = new CheckpointFile(join(folder, 'checkpoints.jsonl'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('grows by whole lines', async () => {
    await file.append([{ orgId: 1, line: 'one\n' }]);
    await file.append([
      { orgId: 1, line: 'two\n' },
      { orgId: 2, line: 'three\n' },
    ]);
    expect(await readFile(file.path, 'utf8')).toBe('one\ntwo\nthree\n');
  });

  it('does not join a line to what a crash left of another', async () => {
    await appendFile(file.path, 'one\ntw');
    await file.append([{ orgId: 1, line: 'two\n' }]);
    expect(await readFile(file.path, 'utf8')).toBe('one\ntw\ntwo\n');
  });
});

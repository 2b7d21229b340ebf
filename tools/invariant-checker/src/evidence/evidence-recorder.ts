import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { EVIDENCE_FILES, type HistoryLine, type ReceivedLine, type RunFacts } from './evidence';

/** Writes the evidence of a run into a folder as it happens. */
export class EvidenceRecorder {
  private readonly files = new Map<string, WriteStream>();

  constructor(readonly folder: string) {
    mkdirSync(path.join(folder, EVIDENCE_FILES.receivers), { recursive: true });
  }

  call(line: HistoryLine): void {
    this.append(EVIDENCE_FILES.history, line);
  }

  received(endpointId: string, line: ReceivedLine): void {
    this.append(path.join(EVIDENCE_FILES.receivers, `${endpointId}.jsonl`), line);
  }

  /** Ends all files. The ledger is the loyalty system's own and is put beside them by whoever runs it. */
  async close(facts: RunFacts): Promise<void> {
    await writeFile(path.join(this.folder, EVIDENCE_FILES.run), JSON.stringify(facts, undefined, 2));
    await Promise.all([...this.files.values()].map((file) => finished(file.end())));
  }

  private append(name: string, line: object): void {
    let file = this.files.get(name);
    if (!file) this.files.set(name, (file = createWriteStream(path.join(this.folder, name), { flags: 'a' })));
    file.write(`${JSON.stringify(line)}\n`);
  }
}

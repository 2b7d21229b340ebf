import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EVIDENCE_FILES, EvidenceRecorder } from '@countersign/invariant-checker';
import { EvidenceOrg } from './evidence-org';
import type { TestStack } from './test-stack';

/** The orgs of one run and what they leave behind for the checker. */
export class EvidenceRun {
  private readonly recorder: EvidenceRecorder;
  private readonly orgs: EvidenceOrg[] = [];
  private readonly startedAt = Date.now();
  private healedAt = this.startedAt;

  constructor(
    private readonly on: TestStack,
    readonly folder: string,
  ) {
    this.recorder = new EvidenceRecorder(folder);
  }

  org(id?: number): EvidenceOrg {
    const org = new EvidenceOrg(this.on.org(id), this.recorder);
    this.orgs.push(org);
    return org;
  }

  /** Nothing is disturbed from here on. */
  heal(): void {
    this.healedAt = Date.now();
  }

  /** Writes down what is not written as it happens. The loyalty system's list is cut to the orgs of this run: others may use it as well. */
  async close(): Promise<void> {
    const ids = new Set(this.orgs.map(({ org }) => org.id));
    const effects = (await this.on.loyalty.effects()).filter(({ orgId }) => ids.has(orgId));
    await writeFile(path.join(this.folder, EVIDENCE_FILES.ledger), effects.map((effect) => `${JSON.stringify(effect)}\n`).join(''));
    await Promise.all(this.orgs.map((org) => org.close()));
    await this.recorder.close({
      startedAt: this.startedAt,
      healedAt: this.healedAt,
      endedAt: Date.now(),
      receivers: this.orgs.flatMap(({ receivers }) => receivers),
      orgMarkers: Object.fromEntries(this.orgs.map(({ org, marker }) => [String(org.id), marker])),
    });
  }
}

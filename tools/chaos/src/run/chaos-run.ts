import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EvidenceRecorder } from '@countersign/invariant-checker';
import { type AppDeath, personalDataInLogs } from '@countersign/local-stack';
import type { ChaosResult, Sample } from '../chaos-result';
import { Ground } from '../ground/ground';
import { profileFor, settleMsOf } from '../profile';
import { randomFor } from '../random';
import { scheduleOf } from '../schedule/schedule';
import { startWorkload } from '../workload/workload';
import type { Workload } from '../workload/workload-options';
import { FaultRunner } from './fault-runner';
import { allEnded, enoughKinds, harnessWorked, noDeaths, nothingPersonal } from './harness-checks';
import { keepTables } from './keep-tables';
import { finishedOf, judge, leftOf } from './outcome';
import { recoveriesOf } from './recoveries';
import { Sampler } from './sampler';
import type { RunSettings } from './settings';

const MINUTE_MS = 60_000;
const APPS = 4;

/** What goes on, for whoever watches. */
export interface RunProgress {
  phase(name: string): void;
  sample(sample: Sample, workload: Workload, active: readonly string[]): void;
  tell(sentence: string): void;
}

/** One run of the harness: work and faults, healing, and the judgement over what is left. */
export class ChaosRun {
  private readonly profile;
  private readonly deaths: AppDeath[] = [];
  private failures: readonly unknown[] = [];
  private ground: Ground | undefined;

  constructor(
    private readonly settings: RunSettings,
    private readonly progress: RunProgress,
    private readonly signal: AbortSignal,
  ) {
    this.profile = profileFor(settings.minutes);
  }

  /** @throws StackError, LocalServerError where the harness itself does not get on its feet */
  async run(): Promise<ChaosResult> {
    const { folder, seed } = this.settings;
    this.progress.phase('Starting servers and apps');
    const ground = (this.ground = await Ground.start({
      folder,
      seed,
      profile: this.profile,
      tell: (sentence) => this.progress.tell(sentence),
      onDeath: (death) => {
        this.deaths.push(death);
        this.progress.tell(death.message);
      },
    }));
    try {
      return await this.runOn(ground);
    } finally {
      this.progress.phase('Stopping');
      await ground.stop();
    }
  }

  /** Ends everything at once, without a judgement. */
  async abandon(): Promise<void> {
    await this.ground?.stop();
  }

  private async runOn(ground: Ground): Promise<ChaosResult> {
    const { seed, minutes, again, kinds, leastKinds, folder } = this.settings;
    const evidenceFolder = path.join(folder, 'evidence');
    const recorder = new EvidenceRecorder(evidenceFolder);
    const durationMs = minutes * MINUTE_MS;
    const planned = scheduleOf({ seed, durationMs, kinds, profile: this.profile });
    const faults = new FaultRunner({ ground, seed, kinds, planned, signal: this.signal });
    const workload = await this.startWork(ground, recorder, faults);
    const sampler = new Sampler(ground, workload, (sample) => this.progress.sample(sample, workload, faults.active));
    const startedAt = Date.now();
    this.progress.phase(`Work and faults for ${minutes} minutes (seed ${seed}, ${planned.length} faults planned)`);
    await Promise.all([this.bringAbout(faults), this.submitFor(durationMs, workload)]);
    const healedAt = Date.now();
    this.progress.phase('Everything is healed; all work must end now');
    await workload.finish(healedAt + this.profile.progressMs);
    const endedAt = Date.now();
    const left = await leftOf(ground);
    sampler.stop();
    await workload.close();
    const { calls, callsDuringFaults, submitted } = workload.counts;
    await recorder.close({ startedAt, healedAt, endedAt, faults: faults.records, ...workload.facts(), ...sampler.redisFacts });
    this.progress.phase('Checking what is left against the invariants');
    const own = [
      noDeaths(this.deaths, APPS),
      enoughKinds(faults.records, leastKinds),
      allEnded(left, submitted),
      harnessWorked(this.failures, planned.length),
      nothingPersonal(await personalDataInLogs(path.join(folder, 'logs')), submitted),
    ];
    const recoveries = recoveriesOf(faults.records, await finishedOf(ground));
    const check = await judge(ground, evidenceFolder, own);
    const times = { startedAt, healedAt, endedAt };
    if (check.violations.length > 0) await keepTables(ground, path.join(folder, 'tables'));
    return {
      seed,
      minutes,
      again,
      ...times,
      faults: faults.records,
      samples: sampler.samples,
      recoveries,
      calls,
      callsDuringFaults,
      check,
    };
  }

  private async startWork(ground: Ground, recorder: EvidenceRecorder, faults: FaultRunner): Promise<Workload> {
    const { seed, ratePerSecond } = this.settings;
    const workload = await startWorkload({
      stack: ground.stack,
      recorder,
      random: randomFor(seed, 'workload'),
      ratePerSecond,
      isFaultActive: () => faults.isActive,
      receiverUrl: (localUrl) => ground.receiverUrl(localUrl),
      loyalty: { url: ground.sandbox.url },
      databaseUrl: ground.postgres.url,
      settleMs: settleMsOf(this.profile),
    });
    ground.subscribers = workload;
    ground.orgIds = Object.keys(workload.facts().orgMarkers).map(Number);
    return workload;
  }

  private async bringAbout(faults: FaultRunner): Promise<void> {
    try {
      await faults.run();
    } catch (error) {
      this.failures = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
    }
  }

  private async submitFor(durationMs: number, workload: Workload): Promise<void> {
    await pause(durationMs, undefined, { signal: this.signal }).catch(() => undefined);
    await workload.stopSubmitting();
  }
}

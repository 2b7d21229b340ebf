import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ChaosResult } from '../chaos-result';
import { madeResult } from './testdata/made-result';
import { writeReport } from './write-report';

describe('the report of a run', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'countersign-report-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function markdownOf(result: ChaosResult): Promise<string> {
    return readFile((await writeReport(result, folder)).markdown, 'utf8');
  }

  it('says first what came of it, and how to have it again', async () => {
    const text = await markdownOf(madeResult());
    expect(text).toMatch(/^# Chaos run 42: PASSED\n\nNo invariant is violated/);
    expect(text).toContain('| again | `npm run chaos -- --seed 42 --minutes 2` |');
  });

  it('tells faults, requests, calls and recoveries in figures', async () => {
    const text = await markdownOf(madeResult());
    expect(text).toContain('| worker-kill | worker-1, worker-2 | 2 | 9.5 s |');
    expect(text).toContain('| approved | 3,500 |\n| rejected | 300 |\n| failed | 200 |');
    expect(text).toContain('| begun during a fault | 2,000 | 1,500 | 100 | 400 |');
    expect(text).toContain('| calls begun during a fault that were answered 2xx | 75.0 % | 60.0 % | reached |');
    expect(text).toContain('| worker-kill | 2 | 900 ms | 12.4 s | 12.4 s |');
  });

  it('says of each invariant how much it looked at, and that nothing proves nothing', async () => {
    const text = await markdownOf(madeResult());
    expect(text).toContain('| I1 | What was acknowledged is there | 8,000 | holds |');
    expect(text).toContain('| I18 | Redis does not grow | 0 | proves nothing: its memory was not sampled |');
  });

  it('puts violations into sentences with their place', async () => {
    const { check } = madeResult();
    const violation = { invariant: 'I5', orgId: 0, requestId: 'r-1', sentence: 'The ledger shows 2 effects.' };
    const broken = { id: 'I5', title: 'An approved request has one effect', checked: 3_500, violations: [violation] };
    const text = await markdownOf(madeResult({ check: { ...check, invariants: [broken], violations: [violation] } }));
    expect(text).toMatch(/^# Chaos run 42: FAILED\n\nI5 is violated once/);
    expect(text).toContain('| **1 violated** |');
    expect(text).toContain('- I5 org 0 request r-1: The ledger shows 2 effects.');
  });

  it('has every picture that it shows beside it', async () => {
    const text = await markdownOf(madeResult());
    const shown = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, file]) => file);
    expect(shown).toEqual(['throughput.svg', 'open-executions.svg', 'memory.svg', 'recovery.svg']);
    expect((await readdir(folder)).toSorted()).toEqual([...shown, 'report.json', 'report.md'].toSorted());
    const throughput = await readFile(path.join(folder, 'throughput.svg'), 'utf8');
    expect(throughput.match(/<polyline/g)).toHaveLength(4);
    expect(throughput).not.toContain('NaN');
  });

  it('has all of the result in its JSON', async () => {
    const result = madeResult();
    const { json } = await writeReport(result, folder);
    expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({ verdict: { passed: true }, ...result });
  });

  it('can be made of a run that was broken off at once', async () => {
    const none = { total: 0, ok: 0, fail: 0, unknown: 0 };
    const check = { invariants: [], violations: [], requests: { submitted: 0, terminal: 0, byState: {} } };
    const at = Date.UTC(2026, 10, 22);
    const times = { startedAt: at, healedAt: at, endedAt: at };
    const empty = { ...times, faults: [], samples: [], recoveries: [], calls: none, callsDuringFaults: none, check };
    expect(await markdownOf(madeResult(empty))).toContain('FAILED');
    expect(await readFile(path.join(folder, 'throughput.svg'), 'utf8')).not.toMatch(/NaN|Infinity/);
  });
});

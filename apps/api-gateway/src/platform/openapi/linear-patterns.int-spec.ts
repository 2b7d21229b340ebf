import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { startTestGateway } from '../../../test-support/gateway';

const JUDGE = join(__dirname, '../../../../../tools/lint/judge-patterns.mjs');

/** Those of the patterns that could take more than linear time for some text: decided from the pattern, not by the clock. */
function slowOnes(patterns: readonly string[]): readonly string[] {
  return JSON.parse(execFileSync(process.execPath, [JUDGE], { input: JSON.stringify(patterns), encoding: 'utf8' })) as string[];
}

describe('the patterns that texts of callers are matched with', () => {
  it('take linear time: those of all schemas', async () => {
    const gateway = await startTestGateway();
    const { text: document } = await gateway.call({ url: '/openapi.json' });
    await gateway.close();
    const patterns = new Set(
      [...document.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, text]) => JSON.parse(String(text)) as string),
    );
    expect(patterns.size).toBeGreaterThan(10);
    expect(slowOnes([...patterns])).toEqual([]);
  }, 60_000);

  it('are judged by a rule that knows a slow one', () => {
    const slow = ['^(a+)+$', '^(\\w+\\s?)*$', '\\s+$', '^(a|a)*$', '^\\d+\\d+$'];
    expect(slowOnes([...slow, '^\\d{1,15}$'])).toEqual(slow);
  }, 60_000);
});

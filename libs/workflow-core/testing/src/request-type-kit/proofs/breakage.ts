import type { RequestType } from '@countersign/contract';
import type { ConformanceCheck } from '../conformance-check';
import type { RequestTypeFixtures } from '../fixtures';
import { type StampConfig, stampFixtures, stampGrant, type StampPayload } from './stamp-grant';

/** One way to break the sound type, and the check that must notice. */
export interface Breakage {
  readonly what: string;
  readonly caughtBy: string;
  readonly saying: RegExp;
  readonly definition?: Partial<RequestType<StampPayload, StampConfig>>;
  readonly fixtures?: Partial<RequestTypeFixtures>;
}

/** Proves that each breakage is noticed, and that no check stands without a breakage that it notices. */
export function expectEachCaught(checks: readonly ConformanceCheck[], breakages: readonly Breakage[]): void {
  describe('the conformance suite', () => {
    it.each(breakages.map((breakage) => [breakage.what, breakage] as const))('catches %s', (_, breakage) => {
      expect(problemsOf(checks, breakage).join('\n')).toMatch(breakage.saying);
    });

    it('has a proof for each check', () => {
      const proven = new Set(breakages.map(({ caughtBy }) => caughtBy));
      expect(checks.map(({ name }) => name).filter((name) => !proven.has(name))).toEqual([]);
    });
  });
}

function problemsOf(checks: readonly ConformanceCheck[], { caughtBy, definition, fixtures }: Breakage): string[] {
  const check = checks.find(({ name }) => name === caughtBy);
  if (!check) throw new Error(`there is no check "${caughtBy}"`);
  return check.problems({ ...stampGrant, ...definition }, { ...stampFixtures, ...fixtures });
}

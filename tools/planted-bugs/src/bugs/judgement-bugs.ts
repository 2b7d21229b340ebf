import type { judgeAttempt, JudgedAttempt } from '@countersign/engine';
import type { CodeChange, PlantedBug } from '../planted-bug';
import { patchFunction } from '../planting/patch';

/** An attempt that is judged as if something else had been known of it. */
function judging(change: (attempt: JudgedAttempt) => JudgedAttempt): CodeChange {
  const place = { library: '@countersign/engine', module: 'domain/outcome-judgement', name: 'judgeAttempt' };
  const plant = (): void => patchFunction<typeof judgeAttempt>(place, (judge) => (attempt) => judge(change(attempt)));
  return { app: 'worker', plant };
}

/** What a lost answer comes to. */
function lostAnswer({ outcome }: JudgedAttempt): boolean {
  return outcome.kind === 'in-doubt' && outcome.code !== UNDOCUMENTED;
}

const UNDOCUMENTED = 'UNDOCUMENTED_ANSWER';
const REFUSED = { kind: 'refused', code: 'no-answer', message: 'The loyalty API did not answer.' } as const;

/** What attempts are taken to mean. */
export const JUDGEMENT_BUGS: readonly PlantedBug[] = [
  {
    name: 'lost-answer-means-failed',
    mistake: 'an answer that is lost, in a time-out or a broken connection, is taken for a refusal',
    violates: ['I5', 'I8'],
    scenario: 'lost-answers',
    code: judging((attempt) => (lostAnswer(attempt) ? { ...attempt, outcome: REFUSED } : attempt)),
  },
  {
    name: 'undocumented-answer-means-executed',
    mistake: 'any answer with HTTP 200 is taken for success',
    violates: ['I5', 'I8'],
    scenario: 'lost-answers',
    code: judging((attempt) => {
      const { outcome } = attempt;
      return outcome.kind === 'in-doubt' && outcome.code === UNDOCUMENTED ? { ...attempt, outcome: { kind: 'executed' } } : attempt;
    }),
  },
  {
    name: 'refusal-after-doubt-means-failed',
    mistake: 'a refusal ends a request although an earlier attempt, whose answer was lost, may have taken effect',
    violates: ['I5', 'I8'],
    scenario: 'lost-answers',
    code: judging((attempt) => (attempt.outcome.kind === 'refused' ? { ...attempt, inDoubt: false } : attempt)),
  },
  {
    name: 'first-duplicate-means-executed',
    mistake: 'a duplicate answered to the very first attempt is taken for the own success, as it may be after a lost answer',
    violates: ['I5', 'I8'],
    scenario: 'lost-answers',
    code: judging((attempt) => (attempt.outcome.kind === 'duplicate' ? { ...attempt, inDoubt: true, contested: false } : attempt)),
  },
];

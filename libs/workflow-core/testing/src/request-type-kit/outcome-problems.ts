import type { ExecutionOutcome } from '@countersign/contract';
import type { ExpectedOutcome } from './fixtures';

const KINDS = new Set<unknown>(['executed', 'refused', 'duplicate', 'retry', 'in-doubt', 'hold'] satisfies ExecutionOutcome['kind'][]);

/** What core could not store or show of an outcome, each as the rest of a sentence about the answer. */
export function outcomeProblems(outcome: ExecutionOutcome): string[] {
  if (!KINDS.has(outcome.kind)) return ['has an outcome of no known kind'];
  if (outcome.kind !== 'executed') return outcome.code && outcome.message ? [] : [`is ${outcome.kind} without a code and a message`];
  const mute = (outcome.warnings ?? []).some(({ code, message }) => !code || !message);
  return [
    ...(mute ? ['is executed with a warning that has no code or message'] : []),
    ...(outcome.partial && !outcome.warnings?.length ? ['is executed in part without a warning that says for whom not'] : []),
  ];
}

/** How an outcome differs from what the fixtures state. */
export function unexpectedOutcome(outcome: ExecutionOutcome, expected: ExpectedOutcome): string[] {
  const code = outcome.kind === 'executed' ? undefined : outcome.code;
  if (outcome.kind !== expected.kind) return [`is judged ${outcome.kind} (${code ?? 'no code'}) and not ${expected.kind}`];
  if (expected.code !== undefined && code !== expected.code)
    return [`is ${outcome.kind} with code ${code ?? 'none'} and not ${expected.code}`];
  if (outcome.kind !== 'executed') return [];
  const warnings = (outcome.warnings ?? []).map((warning) => warning.code);
  return [
    ...(Boolean(outcome.partial) === Boolean(expected.partial) ? [] : [`is executed ${outcome.partial ? 'in part' : 'in full'}`]),
    ...(warnings.join() === (expected.warnings ?? []).join() ? [] : [`is executed with the warnings [${warnings.join()}]`]),
  ];
}

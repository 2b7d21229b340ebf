import type { Problem, RequestType } from '@countersign/contract';
import { jsonPointer } from '@countersign/json-text';
import { type Band, isUncapped } from '../domain/policy';
import { WorkflowError } from '../domain/workflow-error';
import type { PolicySettings } from '../ports/policy-store';

/** @throws WorkflowError when these settings make no sense for the type, with everything that is wrong */
export function refuseProblems(type: RequestType, settings: PolicySettings): void {
  const [first, ...others] = [...amountProblems(type, settings), ...bandProblems(settings.bands ?? []), ...configProblems(type, settings)];
  if (first) throw new WorkflowError([first, ...others]);
}

/** @throws WorkflowError unless the proposer says that an auto-approval is without caps, where it is and only there */
export function refuseUnsaidUncapped(settings: PolicySettings): void {
  const isMeant = settings.uncapped ?? false;
  if (isUncapped(settings) === isMeant) return;
  throw new WorkflowError([
    problem(
      ['uncapped'],
      isMeant
        ? 'it is only for an auto-approval without any cap, which this is not'
        : 'nothing caps what this approves without a checker; set dailyCaps, or say "uncapped": true for the second person to see',
    ),
  ]);
}

function amountProblems(type: RequestType, { autoApproval, bands = [], dailyCaps = {} }: PolicySettings): Problem[] {
  if (type.describe(type.example).amount !== undefined) return [];
  const limits = [
    ...(autoApproval.mode === 'up-to' ? [['autoApproval', 'mode']] : []),
    ...bands.flatMap(({ upTo }, index) => (upTo === undefined ? [] : [['bands', String(index), 'upTo']])),
    ...Object.entries(dailyCaps).flatMap(([subject, cap]) => (cap.amount === undefined ? [] : [['dailyCaps', subject, 'amount']])),
  ];
  return limits.map((path) => problem(path, 'this type has no amount, so a limit of it cannot hold'));
}

/** Amounts ascend, so that each has one band; only the last may be open. */
function bandProblems(bands: readonly Band[]): Problem[] {
  return bands.flatMap(({ upTo }, index) => {
    const before = bands[index - 1]?.upTo ?? Number.NEGATIVE_INFINITY;
    if (upTo === undefined) return index === bands.length - 1 ? [] : [problem(bandPath(index), 'only the last band may be without it')];
    return upTo > before ? [] : [problem(bandPath(index), 'must be more than that of the band before')];
  });
}

function bandPath(index: number): string[] {
  return ['bands', String(index), 'upTo'];
}

function configProblems(type: RequestType, { config }: PolicySettings): Problem[] {
  if (config === undefined) return [];
  if (!type.config) return [problem(['config'], 'this type has no settings of its own')];
  const parsed = type.config.safeParse(config);
  return parsed.success ? [] : parsed.error.issues.map((issue) => problem(['config', ...issue.path.map(String)], issue.message));
}

function problem(path: readonly string[], message: string): Problem {
  return { kind: 'invalid-payload', message: `Field ${path.join('.')}: ${message}.`, reference: jsonPointer(path) };
}

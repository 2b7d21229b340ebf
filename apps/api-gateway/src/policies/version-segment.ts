import { WorkflowError } from '@countersign/engine';

/** The number of a policy version in a path. @throws WorkflowError for what is none */
export function readVersion(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw WorkflowError.of('unknown-request', 'There is no such policy version.', '/version');
}

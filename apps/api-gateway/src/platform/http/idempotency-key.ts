import { WorkflowError } from '@countersign/engine';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** The caller's key for repeating a write safely; undefined when none was sent. */
export function readIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined || KEY.test(header)) return header;
  throw WorkflowError.of('invalid-payload', 'Header Idempotency-Key must hold 1 to 255 visible ASCII characters.', 'Idempotency-Key');
}

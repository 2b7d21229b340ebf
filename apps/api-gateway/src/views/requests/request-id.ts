import { unknownRequest } from '@countersign/engine';
import { isUuid } from '../../platform/http/uuid';

/** The id of a request as a caller gave it. What is no UUID is the id of no request, and told in the same words as an unknown one. */
export function readRequestId(text: string): string {
  if (isUuid(text)) return text.toLowerCase();
  throw unknownRequest();
}

import { kebabName } from '@countersign/contract';
import type { OperatorAction } from '@countersign/engine';

/** One entry of the journal as the API shows it. */
export function actionView({ type, ...action }: OperatorAction) {
  const { at, by, requestId, newRequestId, proposal, resolution, reason, traceId } = action;
  return { at, by, action: action.action, requestType: kebabName(type), requestId, newRequestId, proposal, resolution, reason, traceId };
}

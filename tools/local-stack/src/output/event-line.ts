import type { Delivery } from '../receiver/receiver';
import { columns } from './columns';

const WIDTHS = [13, 9, 22, 22];
const ID_END = 8;

/** One line for one delivery. The end of the request id tells requests apart; its beginning is the time. */
export function eventLine({ event, signature }: Delivery): string {
  if (signature === 'bad') return columns(['event', 'not believed: its signature is bad'], WIDTHS);
  if (!event) return columns(['event', 'signed well, but of no known form'], WIDTHS);
  const { requestType, currentRequestState: current, previousRequestState: previous, requestId } = event.data;
  const change = previous === undefined ? current : `${previous} → ${current}`;
  return columns(['event', shortId(requestId), requestType, change, 'signature ok'], WIDTHS);
}

export function shortId(requestId: string): string {
  return `…${requestId.slice(-ID_END)}`;
}

/** The parts of a delivery's key beside its org. */
export interface DeliveryKey {
  readonly endpointId: string;
  readonly requestId: string;
  readonly seq: number;
}

export function deliveryId({ endpointId, requestId, seq }: DeliveryKey): string {
  return `${endpointId}.${requestId}.${seq}`;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const DELIVERY_ID = new RegExp(`^(${UUID})\\.(${UUID})\\.([0-9]{1,6})$`);

/** Undefined for text that no delivery was ever called. */
export function parseDeliveryId(text: string): DeliveryKey | undefined {
  const [, endpointId, requestId, seq] = DELIVERY_ID.exec(text) ?? [];
  return endpointId && requestId && seq ? { endpointId, requestId, seq: Number(seq) } : undefined;
}

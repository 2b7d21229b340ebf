import type { Delivery, DeliveryState, DeliveryTry } from './webhook-views';

export const DELIVERY_STATE_WORDS: Readonly<Record<DeliveryState, { readonly words: string; readonly color: string }>> = {
  due: { words: 'On its way', color: 'blue' },
  delivered: { words: 'Delivered', color: 'green' },
  exhausted: { words: 'Failed', color: 'red' },
  dropped: { words: 'Dropped', color: 'gray' },
};

/** What a receiver did: "answered 500", "could not be reached: its certificate has expired". */
export function tryWords({ reason, ...tried }: DeliveryTry): string {
  const words = resultWords(tried);
  // Where the words say the same already, they are enough.
  const isSaid = reason === undefined || reason.code === 'answer-timeout' || reason.code === 'blocked-address';
  return isSaid ? words : `${words}: ${reason.words}`;
}

function resultWords({ result, webhookHttpStatus }: Omit<DeliveryTry, 'reason'>): string {
  switch (result) {
    case 'delivered':
      return `took it${webhookHttpStatus === null ? '' : ` (${webhookHttpStatus})`}`;
    case 'refused':
      return webhookHttpStatus === null ? 'refused it' : `answered ${webhookHttpStatus}`;
    case 'timeout':
      return 'did not answer in time';
    case 'unreachable':
      return 'could not be reached';
    case 'blocked':
      return 'is not on the public internet';
  }
}

export function requestIdOf({ refId }: Pick<Delivery, 'refId'>): string {
  return refId.slice(refId.indexOf('_') + 1);
}

/** What is dropped stays so; everything else can be sent once more. */
export function canBeResent({ state }: Pick<Delivery, 'state'>): boolean {
  return state !== 'dropped';
}

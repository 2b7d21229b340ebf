/** What a maker is going to submit. */
export interface Submission {
  /** UPPER_SNAKE. */
  readonly type: string;
  /** The documented `IntouchAPITask-Payload` without what is fixed per type. */
  readonly call: { readonly queryParams?: object; readonly body: object };
  readonly points?: number;
  /** The key that the loyalty API enforces. */
  readonly reference?: string;
}

export const WORKFLOW = '/api_gateway/v2/request-workflow';

const ENTITY = { tillId: '900104', storeId: '900103', zoneId: '900102', conceptId: '900101' } as const;

export function urlNameOf(type: string): string {
  return type.replaceAll('_', '-');
}

export function bodyOf({ call }: Submission): string {
  return JSON.stringify({ entityInfo: ENTITY, payload: { 'IntouchAPITask-Payload': call } });
}

import { sha256 } from '../calls/answer';

/** What a maker is going to submit. */
export interface Submission {
  /** UPPER_SNAKE. */
  readonly type: string;
  /** `{"queryParams":…,"body":…}`: what is stored and hashed, byte for byte. */
  readonly callText: string;
  readonly points?: number;
  /** The key that the loyalty API enforces. */
  readonly reference?: string;
}

export const WORKFLOW = '/api_gateway/v2/request-workflow';

const ENTITY = '{"tillId":"900104","storeId":"900103","zoneId":"900102","conceptId":"900101"}';

export function urlNameOf(type: string): string {
  return type.replaceAll('_', '-');
}

export function bodyOf({ callText }: Submission): string {
  return `{"entityInfo":${ENTITY},"payload":{"IntouchAPITask-Payload":${callText}}}`;
}

export function payloadHashOf({ callText }: Submission): string {
  return sha256(callText);
}

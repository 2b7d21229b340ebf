const PAYLOAD_IN_BODY = '/payload/IntouchAPITask-Payload';

/** A JSON pointer into a type's payload → the pointer into the maker's POST body, as problems name it. */
export function payloadReference(pointer: string): string {
  return `${PAYLOAD_IN_BODY}${pointer}`;
}

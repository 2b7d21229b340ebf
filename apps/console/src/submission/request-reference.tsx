import { TextLink } from './links';

const REQUEST_ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** A link to the request that stands in the way, where a reference is the id of one. */
export function RequestReference({ reference }: { readonly reference: string | null | undefined }) {
  if (typeof reference !== 'string' || !REQUEST_ID.test(reference)) return null;
  return (
    <TextLink to="/requests/$requestId" params={{ requestId: reference }} target="_blank" size="sm">
      Open that request
    </TextLink>
  );
}

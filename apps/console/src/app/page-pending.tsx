import { Skeleton } from '@mantine/core';

/** While a page is on its way; the one before is no longer there to be used. */
export function PagePending() {
  return (
    <div role="status" aria-label="The page is loading">
      <Skeleton height={30} width={260} mb="md" />
      <Skeleton height={240} />
    </div>
  );
}

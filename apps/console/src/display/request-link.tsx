import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** To the page of a request. */
export function RequestLink({ requestId, children }: { readonly requestId: string; readonly children: ReactNode }) {
  return (
    <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/requests/$requestId" params={{ requestId }} />}>
      {children}
    </Anchor>
  );
}

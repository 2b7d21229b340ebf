import { Anchor, type AnchorProps } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** What the inbox is asked for behind a figure, by the names that its address has. */
export type ListSearch = Readonly<Record<string, string>>;

interface Props extends AnchorProps {
  readonly search: ListSearch;
  /** What the list holds, for those who hear the figure alone. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** From a figure to the requests that it counts. */
export function ListLink({ search, label, children, ...anchor }: Props) {
  return (
    <Anchor
      {...anchor}
      renderRoot={(props) => <Link {...props} to="/" search={search} {...(label !== undefined && { 'aria-label': label })} />}
    >
      {children}
    </Anchor>
  );
}

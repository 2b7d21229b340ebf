import './look-twice.css';
import { Alert } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** Enough to recognise a request by; one of a hundred customers fills a whole telephone. */
export const MOST_LINES = 3;

/** What a checker should know before they say yes. */
export function LookTwice({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <Alert className="look-twice" color="yellow" variant="light" icon={<TriangleAlert size={18} aria-hidden />} title={title}>
      {children}
    </Alert>
  );
}

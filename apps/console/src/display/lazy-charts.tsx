import { Skeleton } from '@mantine/core';
import { type ComponentProps, lazy, Suspense } from 'react';

// Charts weigh more than the rest of a page: whoever looks at none does not load them.
const Bars = lazy(() => import('./day-charts').then(({ DayBars }) => ({ default: DayBars })));
const Lines = lazy(() => import('./day-charts').then(({ DayLines }) => ({ default: DayLines })));

export function DayBars(props: ComponentProps<typeof Bars>) {
  return (
    <Suspense fallback={<Skeleton height={props.height ?? 230} />}>
      <Bars {...props} />
    </Suspense>
  );
}

export function DayLines(props: ComponentProps<typeof Lines>) {
  return (
    <Suspense fallback={<Skeleton height={props.height ?? 230} />}>
      <Lines {...props} />
    </Suspense>
  );
}

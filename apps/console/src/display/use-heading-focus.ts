import { useLayoutEffect, useRef } from 'react';

/** For the heading of a page: it takes the focus when the page comes and nothing else has it, so that keys and screen readers begin there. */
export function useHeadingFocus() {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return { ref: heading, tabIndex: -1, 'data-focus-home': true } as const;
}

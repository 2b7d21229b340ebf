import { type ReactNode, useEffect, useRef } from 'react';

/** What stays in sight below the list. However high it becomes, it covers no row that keys act upon. */
export function AtTheBottom({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current: element } = box;
    if (!element) return;
    const page = document.documentElement;
    const observer = new ResizeObserver(() => {
      page.style.scrollPaddingBottom = `${element.offsetHeight + 2 * parseFloat(getComputedStyle(element).bottom)}px`;
      uncoverCurrentRow();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      page.style.removeProperty('scroll-padding-bottom');
    };
  }, []);
  return (
    <div ref={box} className="at-the-bottom">
      {children}
    </div>
  );
}

/** Who has scrolled away from it stays where they are. */
function uncoverCurrentRow(): void {
  const row = document.querySelector('.inbox-row[data-current]');
  if (!row) return;
  const { top, bottom } = row.getBoundingClientRect();
  if (top < window.innerHeight && bottom > 0) row.scrollIntoView({ block: 'nearest' });
}

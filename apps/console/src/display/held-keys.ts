import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { countOf } from './numbers';
import { sayWhyNot } from './say-why-not';

/**
 * While a dialog is sent it takes no keys: what was sent stays as it was, so that it is repeated as the same, and what was typed meanwhile is
 * told instead of standing in a field that goes away.
 */
export function useHeldKeys(busy: boolean, wasSent: RefObject<boolean>) {
  const typed = useRef(0);
  const [unused, setUnused] = useState('');
  useEffect(() => {
    if (busy) return setUnused('');
    setUnused(typed.current === 0 ? '' : inWords(typed.current));
    typed.current = 0;
  }, [busy]);
  useEffect(
    () => () => {
      if (typed.current > 0) sayWhyNot(inWords(typed.current));
    },
    [],
  );
  const hold = (event: KeyboardEvent): void => {
    if (!busy && !wasSent.current) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key.length === 1) typed.current += 1;
  };
  return { hold, unused };
}

function inWords(count: number): string {
  return `${countOf(count, 'key')} typed while it was sent ${count === 1 ? 'was' : 'were'} not used.`;
}

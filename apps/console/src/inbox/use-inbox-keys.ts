import { useEffect, useRef } from 'react';
import { commandOf, type KeyCommand } from './keys';

/** Keys of the list, wherever the focus is, unless somebody writes or a dialog is open. */
export function useInboxKeys(onCommand: (command: KeyCommand) => void): void {
  const current = useRef(onCommand);
  useEffect(() => {
    current.current = onCommand;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const command = commandOf(event, writes(event.target) || document.querySelector('[role="dialog"]') !== null);
      if (command === undefined || event.defaultPrevented) return;
      event.preventDefault();
      current.current(command);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function writes(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isTicked = target instanceof HTMLInputElement && target.type === 'checkbox';
  return !isTicked && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

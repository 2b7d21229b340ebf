import { useEffect, useRef } from 'react';
import { commandOf, type Focus, type KeyCommand } from './keys';

/** Keys of the list, wherever the focus is, unless somebody writes or a dialog is open. */
export function useInboxKeys(onCommand: (command: KeyCommand) => void): void {
  const current = useRef(onCommand);
  useEffect(() => {
    current.current = onCommand;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const command = commandOf(event, focusOf(event.target));
      if (command === undefined || event.defaultPrevented) return;
      event.preventDefault();
      current.current(command);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function focusOf(target: EventTarget | null): Focus {
  if (document.querySelector('dialog:modal, [role="dialog"], [role="menu"]')) return 'writes';
  if (!(target instanceof HTMLElement)) return 'nothing';
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return 'nothing';
  if (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) return 'writes';
  return ['A', 'BUTTON'].includes(target.tagName) ? 'presses' : 'nothing';
}

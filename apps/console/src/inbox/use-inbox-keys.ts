import { useEffect, useLayoutEffect, useRef } from 'react';
import { sayWhyNot } from '../display/say-why-not';
import { commandOf, type Focus, type KeyCommand } from './keys';
import { RefusedTyping } from './refused-typing';

/**
 * Keys of the list, wherever the focus is, unless somebody writes or a dialog is open.
 *
 * @param onCommand returns why a verdict opened no dialog: what is typed right after it is then the comment that was meant for it
 */
export function useInboxKeys(onCommand: (command: KeyCommand) => string | undefined): void {
  const current = useRef(onCommand);
  // With what is shown, not after it: a key that comes at once acts on what is seen.
  useLayoutEffect(() => {
    current.current = onCommand;
  });
  useEffect(() => {
    const typing = new RefusedTyping();
    let refusal = '';
    const onKey = (event: KeyboardEvent): void => {
      const focus = focusOf(event.target);
      if (focus === 'writes') return typing.end();
      if (event.defaultPrevented) return;
      if (typing.takes(event, event.timeStamp)) {
        event.preventDefault();
        if (refusal !== '') sayWhyNot(`${refusal} What you typed after it was not used.`);
        refusal = '';
        return;
      }
      const command = commandOf(event, focus);
      if (command === undefined) return;
      event.preventDefault();
      refusal = current.current(command) ?? '';
      if (refusal !== '') typing.begin(event.timeStamp);
    };
    const onPointer = (): void => typing.end();
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPointer);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPointer);
    };
  }, []);
}

function focusOf(target: EventTarget | null): Focus {
  if (document.querySelector('dialog:modal, [role="dialog"], [role="menu"]')) return 'writes';
  if (!(target instanceof HTMLElement)) return 'nothing';
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return 'nothing';
  if (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) return 'writes';
  return ['A', 'BUTTON'].includes(target.tagName) ? 'presses' : 'nothing';
}

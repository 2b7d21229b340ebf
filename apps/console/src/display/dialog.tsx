import './dialog.css';
import { CloseButton, Title } from '@mantine/core';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { focusFirst, rememberPlace, returnFrom } from './dialog-focus';

interface Props {
  readonly title: string;
  readonly size?: 'usual' | 'wide';
  /** False: neither Escape nor a click beside it closes the dialog, only what stands in it. */
  readonly canClose?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A question over the page, open while it is mounted. It is a modal dialog of the browser: everything else is inert and the focus is in
 * its first field before the next key can arrive, however fast somebody types. All dialogs of the console are made of it.
 */
export function Dialog({ title, size = 'usual', canClose = true, onClose, children }: Props) {
  const titleId = useId();
  const frame = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget>(undefined);
  const [isOpen, setIsOpen] = useState(false);

  useLayoutEffect(() => {
    const dialog = frame.current;
    if (!dialog) return undefined;
    rememberPlace(dialog);
    dialog.showModal();
    // The content comes into a dialog that is visible: fields measure themselves. React does it before anything else happens.
    setIsOpen(true);
    return () => {
      dialog.close();
      returnFrom(dialog);
    };
  }, []);
  useLayoutEffect(() => {
    if (isOpen && frame.current) focusFirst(frame.current);
  }, [isOpen]);
  // What had the focus may be gone, such as the form in whose place the results stand.
  useLayoutEffect(() => {
    if (isOpen && frame.current?.contains(document.activeElement) === false) focusFirst(frame.current);
  });

  const leave = (): void => {
    // What is under way tells here how it went.
    if (canClose && !frame.current?.querySelector('form[aria-busy="true"]')) onClose();
  };
  const isBeside = ({ target, currentTarget }: MouseEvent): boolean => target === currentTarget;
  return createPortal(
    <dialog
      ref={frame}
      className="dialog"
      aria-labelledby={titleId}
      data-wide={size === 'wide' || undefined}
      onKeyDown={(event) => answerKey(event, leave)}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onClose={() => {
        // A browser may close a dialog without asking, at a second Escape: whether it may is for the rule of this one to say.
        if (frame.current?.open !== false) return;
        frame.current.showModal();
        leave();
      }}
      onMouseDown={(event) => (pressed.current = event.target)}
      onClick={(event) => {
        // A selection that was drawn out of the dialog is no click beside it.
        if (isBeside(event) && pressed.current === event.currentTarget) leave();
      }}
    >
      <div className="dialog-box" tabIndex={-1} data-focus-home>
        <Title order={2} size="h4" id={titleId} className="dialog-title">
          {title}
        </Title>
        {isOpen && children}
        {isOpen && canClose && <CloseButton className="dialog-close" aria-label="Close" onClick={leave} />}
      </div>
    </dialog>,
    document.body,
  );
}

function answerKey(event: KeyboardEvent<HTMLDialogElement>, leave: () => void): void {
  // No key of a dialog is a key of the page behind.
  event.stopPropagation();
  if (event.nativeEvent.isComposing) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    if (!closesItsOwnList(event.target)) leave();
  } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (!event.repeat) event.currentTarget.querySelector('form')?.requestSubmit();
  } else if (event.repeat && event.key === 'Enter' && event.target instanceof HTMLButtonElement) {
    // The key that opened the dialog, still held down, answers nothing.
    event.preventDefault();
  }
}

/** An open list of choices takes the first Escape for itself. */
function closesItsOwnList(target: EventTarget): boolean {
  return target instanceof Element && target.getAttribute('data-mantine-stop-propagation') === 'true';
}

/** Without TLS browsers have no clipboard to write to, and an older way is left. */
interface OldCopier {
  execCommand(command: 'copy'): boolean;
}

/** @returns whether the text is in the clipboard now */
export async function copyText(text: string): Promise<boolean> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  if (!clipboard) return copyAsSelected(text);
  return clipboard.writeText(text).then(
    () => true,
    () => copyAsSelected(text),
  );
}

function copyAsSelected(text: string): boolean {
  const before = document.activeElement;
  const box = document.createElement('textarea');
  box.value = text;
  box.readOnly = true;
  box.setAttribute('aria-hidden', 'true');
  // Inside a dialog it must stand in the dialog: what is behind is out of reach.
  (before?.closest('[role="dialog"]') ?? document.body).append(box);
  box.select();
  const copier: OldCopier = document;
  const isCopied = copier.execCommand('copy');
  box.remove();
  if (before instanceof HTMLElement) before.focus();
  return isCopied;
}

import { Button, type ButtonProps, Loader } from '@mantine/core';
import type { ComponentPropsWithoutRef } from 'react';

type Props = ButtonProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> & { readonly busy: boolean };

/** A button whose work is under way. It stays enabled: a disabled one would drop the focus, and keys would go on elsewhere. */
export function BusyButton({ busy, leftSection, ...rest }: Props) {
  return <Button aria-busy={busy || undefined} leftSection={busy ? <Loader size={14} color="currentColor" /> : leftSection} {...rest} />;
}

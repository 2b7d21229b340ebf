import { Button, type ButtonProps } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { copyText } from './copy-text';

interface Props extends Omit<ButtonProps, 'children'> {
  readonly value: string;
  readonly label: string;
  /** Has the focus when the dialog opens that it stands in. */
  readonly isFirst?: boolean;
}

const WORDS = { copied: 'Copied', failed: 'Not copied: select the text and copy it' } as const;

/** Copies a text, and says whether that worked. */
export function CopyButton({ value, label, isFirst = false, ...button }: Props) {
  const [came, setCame] = useState<keyof typeof WORDS>();
  const copy = async () => setCame((await copyText(value)) ? 'copied' : 'failed');
  return (
    <Button
      variant="default"
      leftSection={came === 'copied' ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
      onClick={() => void copy()}
      aria-live="polite"
      {...(isFirst && { 'data-autofocus': true })}
      {...button}
    >
      {came ? WORDS[came] : label}
    </Button>
  );
}

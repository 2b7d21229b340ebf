import { Alert } from '@mantine/core';
import { CirclePause } from 'lucide-react';
import { exactTime } from '../display/times';
import type { RequestTypeDescription } from '../api/request-types';
import { OutsideText } from '../display/outside-text';

/** A pause stops the execution, nothing else. */
export function PausedNote({ type: { paused } }: { readonly type: RequestTypeDescription }) {
  if (!paused) return null;
  return (
    <Alert color="orange" icon={<CirclePause size={18} aria-hidden />} title="Requests of this type are not executed at present" mb="md">
      <OutsideText>{paused.by.name}</OutsideText> paused it on {exactTime(paused.since)}: <OutsideText>{paused.reason}</OutsideText> You can
      submit, and checkers can decide; what they approve waits until it goes on.
    </Alert>
  );
}

import { Collapse, Stack, Textarea, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useRef, useState } from 'react';
import { CallFailed } from '../api/problem';
import { BusyButton } from '../display/busy-button';
import { Failure } from '../display/failure';
import { beginSession } from '../signed-in/session-store';
import { identify } from './identify';

/** For whoever has an access token from elsewhere. @param folded shows it only when asked to */
export function PasteToken({ folded = false }: { readonly folded?: boolean }) {
  const [isOpen, { toggle }] = useDisclosure(!folded);
  return (
    <Stack gap="xs">
      {folded && (
        <UnstyledButton c="dimmed" fz="sm" td="underline" aria-expanded={isOpen} onClick={toggle}>
          Or paste a token
        </UnstyledButton>
      )}
      <Collapse expanded={isOpen}>
        <TokenForm />
      </Collapse>
    </Stack>
  );
}

function TokenForm() {
  const [text, setText] = useState('');
  const [isMissed, setIsMissed] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const signIn = useMutation({ mutationFn: (token: string) => identify(token, 'paste'), onSuccess: beginSession });
  // People copy the header that they saw the token in.
  const token = text.trim().replace(/^bearer\s+/i, '');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setIsMissed(token === '');
    if (token === '') field.current?.focus();
    else if (!signIn.isPending) signIn.mutate(token);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Textarea
          ref={field}
          label="Access token"
          error={isMissed && token === '' && 'Paste a token first.'}
          description="It stays in this tab and those that you open from it, and is forgotten when they are closed."
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          minRows={3}
          maxRows={6}
          autosize
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { fontFamily: 'monospace', fontSize: 12 } }}
        />
        <BusyButton type="submit" busy={signIn.isPending}>
          Sign in
        </BusyButton>
        {signIn.isError && <Failure error={inWords(signIn.error)} />}
      </Stack>
    </form>
  );
}

const REFUSED =
  'That is no token that is valid here: it is cut off, over, from another issuer, or names somebody by characters that cannot be seen. Get a new one.';

/** A refused token is no expired session here. */
function inWords(error: unknown): unknown {
  const isRefused = error instanceof CallFailed && error.status === 401;
  return isRefused ? new Error(REFUSED) : error;
}

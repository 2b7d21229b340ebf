import { Button, Collapse, Stack, Textarea, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { CallFailed } from '../api/problem';
import { Failure } from '../display/failure';
import { identify } from './identify';
import { beginSession } from './session-store';

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
  const signIn = useMutation({ mutationFn: (token: string) => identify(token, 'paste'), onSuccess: beginSession });
  // People copy the header that they saw the token in.
  const token = text.trim().replace(/^bearer\s+/i, '');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (token !== '') signIn.mutate(token);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Textarea
          label="Access token"
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
        <Button type="submit" disabled={token === ''} loading={signIn.isPending}>
          Sign in
        </Button>
        {signIn.isError && <Failure error={inWords(signIn.error)} />}
      </Stack>
    </form>
  );
}

/** A refused token is no expired session here. */
function inWords(error: unknown): unknown {
  const isRefused = error instanceof CallFailed && error.status === 401;
  return isRefused ? new Error('That is no token that is valid here: it is cut off, over, or from another issuer. Get a new one.') : error;
}

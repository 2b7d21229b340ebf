import './session.css';
import { Group, Loader, Stack, Text, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { call } from '../api/call';
import { Failure } from '../display/failure';
import { OutsideText } from '../display/outside-text';
import { DEVELOPMENT_ORG_ID, DEVELOPMENT_PEOPLE, type DevelopmentPerson } from './development-people';
import { identify } from './identify';
import { beginSession } from '../signed-in/session-store';

/** Somebody to be, in one click. The gateway offers it in development alone. */
export function DevelopmentSignIn() {
  const signIn = useMutation({
    mutationFn: async ({ userId, name, grants }: DevelopmentPerson) => {
      const body = { userId, name, orgId: DEVELOPMENT_ORG_ID, grants };
      const { data } = await call<{ data: { token: string } }>('/console/development-sign-in', { method: 'POST', body });
      return identify(data.token, 'development');
    },
    onSuccess: beginSession,
  });
  return (
    <Stack gap="xs">
      <Text size="sm" id="people">
        For development: choose who you want to be. No password is asked for here.
      </Text>
      <Stack component="ul" gap={6} p={0} m={0} aria-labelledby="people" className="people">
        {DEVELOPMENT_PEOPLE.map((person) => (
          <li key={person.userId}>
            <UnstyledButton className="person" disabled={signIn.isPending} onClick={() => signIn.mutate(person)}>
              <Group justify="space-between" wrap="nowrap">
                <div>
                  <Text fw={600}>
                    <OutsideText>{person.name}</OutsideText>
                  </Text>
                  <Text size="sm" c="dimmed">
                    {person.about}
                  </Text>
                </div>
                {signIn.isPending && signIn.variables === person ? <Loader size="xs" /> : <ChevronRight size={16} aria-hidden />}
              </Group>
            </UnstyledButton>
          </li>
        ))}
      </Stack>
      {signIn.isError && <Failure error={signIn.error} />}
    </Stack>
  );
}

import { Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { ChevronDown, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { askAgain } from './forget-answers';
import { isLost, LeaveDialog, type Leaving, type Unfinished } from './leave-dialog';
import { beginSession, type Session, useSession } from './session-store';
import { SessionWatch } from './session-watch';
import { signOut } from './sign-out';
import { OutsideText } from '../display/outside-text';
import { isolated } from '../display/visible-text';

/** Who is signed in, the org they work in, light or dark, and the way out. */
export function AccountMenu({ unfinished }: { readonly unfinished: Unfinished }) {
  const session = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const [asked, setAsked] = useState<Leaving>();
  if (!session) return null;
  const leaveBy = (leaving: Leaving) => (): void => (isLost(unfinished, leaving) ? setAsked(leaving) : leaving.leave());
  return (
    <Menu position="bottom-end" width={230}>
      <SessionWatch />
      {asked && <LeaveDialog {...asked} unfinished={unfinished} onClose={() => setAsked(undefined)} />}
      <Menu.Target>
        <UnstyledButton aria-label={`Account of ${isolated(session.user.name)}, org ${session.orgId}`}>
          <Text component="span" size="sm" fw={550} truncate display="block" maw={{ base: 150, xs: 320 }}>
            <OutsideText>{session.user.name}</OutsideText>{' '}
            <Text component="span" size="sm" c="dimmed" visibleFrom="xs">
              org {session.orgId}
            </Text>{' '}
            <ChevronDown size={14} aria-hidden />
          </Text>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {session.orgs.length > 1 && <Menu.Label>Work in</Menu.Label>}
        {session.orgs.length > 1 &&
          session.orgs.map(({ orgId }) => (
            <Menu.Item
              key={orgId}
              disabled={orgId === session.orgId}
              onClick={leaveBy({ act: `Work in org ${orgId}`, keepsFailed: true, leave: () => workIn(session, orgId) })}
            >
              Org {orgId}
            </Menu.Item>
          ))}
        <Menu.Label>Appearance</Menu.Label>
        <Menu.Item leftSection={<Sun size={15} aria-hidden />} onClick={() => setColorScheme('light')}>
          Light
        </Menu.Item>
        <Menu.Item leftSection={<Moon size={15} aria-hidden />} onClick={() => setColorScheme('dark')}>
          Dark
        </Menu.Item>
        <Menu.Item leftSection={<Monitor size={15} aria-hidden />} onClick={() => setColorScheme('auto')}>
          As the system
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<LogOut size={15} aria-hidden />}
          onClick={leaveBy({ act: 'Sign out', keepsFailed: false, leave: () => void signOut() })}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function workIn(session: Session, orgId: number): void {
  beginSession({ ...session, orgId });
  void askAgain();
}

import { Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ChevronDown, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { OutsideText } from '../display/outside-text';
import { isolated } from '../display/visible-text';
import { beginSession, type Session, useSession } from '../signed-in/session-store';
import { NOTHING_UNFINISHED, type Unfinished } from '../tabs/unfinished';
import { askAgain } from './forget-answers';
import { isLost, LeaveDialog, type Leaving } from './leave-dialog';
import { SessionWatch } from './session-watch';
import { signOut } from './sign-out';

interface Props {
  /** What is unfinished in this tab. */
  readonly here: Unfinished;
  /** In the other tabs of this session, which end with it. Each works in an org of its own. */
  readonly elsewhere: Unfinished;
  readonly unsentInOrg: number;
}

/** Who is signed in, the org they work in, light or dark, and the way out. */
export function AccountMenu({ here, elsewhere, unsentInOrg }: Props) {
  const session = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const [asked, setAsked] = useState<Leaving>();
  if (!session) return null;
  const lostBy = ({ endsSession }: Leaving) =>
    endsSession ? { here, elsewhere } : { here: { ...here, unsent: unsentInOrg }, elsewhere: NOTHING_UNFINISHED };
  const leaveBy = (leaving: Leaving) => (): void => (isLost(leaving, lostBy(leaving)) ? setAsked(leaving) : leaving.leave());
  return (
    <Menu position="bottom-end" width={230}>
      <SessionWatch />
      {asked && <LeaveDialog {...asked} {...lostBy(asked)} onClose={() => setAsked(undefined)} />}
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
              onClick={leaveBy({ act: `Work in org ${orgId}`, endsSession: false, leave: () => workIn(session, orgId) })}
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
          onClick={leaveBy({ act: 'Sign out', endsSession: true, leave: () => void signOut() })}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function workIn(session: Session, orgId: number): void {
  // They tell of requests of the org before.
  notifications.clean();
  beginSession({ ...session, orgId });
  void askAgain();
}

import { AppShell, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useLocation, useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { AccountMenu } from '../session/account-menu';
import { useGrant, useLastOrgId } from '../signed-in/session-store';
import { type Place, places } from './navigation';
import { useUnfinished } from './unfinished';

/** What surrounds every page: where one can go, and who one is. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const unfinished = useUnfinished();
  useSignInAtHand();
  const orgId = useLastOrgId();
  // The menu marks the page that comes: the one before must not be taken for it.
  const isLeaving = useRouterState({
    select: ({ location, resolvedLocation }) => resolvedLocation !== undefined && resolvedLocation.pathname !== location.pathname,
  });
  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !opened } }} padding="md">
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={opened ? 'Close the menu' : 'Open the menu'} />
            <img src="/console/favicon.svg" width={26} height={26} alt="" />
            <Text fw={650} size="lg">
              Countersign
            </Text>
          </Group>
          <AccountMenu {...unfinished} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Places">
        {places.map((place) => (
          <PlaceLink key={place.to} place={place} onGo={close} />
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} inert={isLeaving} aria-busy={isLeaving}>
        {/* What a page keeps is about one org: marks, open dialogs, what was typed. In another org the page begins anew. */}
        <Outlet key={orgId} />
      </AppShell.Main>
    </AppShell>
  );
}

/** Who is signed out by whatever comes to a page that is there, also when its file is not served any more. */
function useSignInAtHand(): void {
  const router = useRouter();
  useEffect(() => void router.preloadRoute({ to: '/sign-in' }), [router]);
}

function PlaceLink({ place: { to, label, icon: Icon, grants }, onGo }: { readonly place: Place; readonly onGo: () => void }) {
  const { pathname } = useLocation();
  const mayGo = useGrant(...(grants ?? []));
  if (grants && !mayGo) return null;
  const isHere = to === '/' ? pathname === '/' || pathname.startsWith('/requests/') : pathname.startsWith(to);
  return (
    <NavLink
      component={Link}
      to={to}
      label={label}
      leftSection={<Icon size={17} aria-hidden />}
      active={isHere}
      {...(isHere && { 'aria-current': 'page' })}
      onClick={onGo}
    />
  );
}

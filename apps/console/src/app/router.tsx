import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { currentSession, onSessionChange } from '../session/session-store';
import { Shell } from './shell';

const root = createRootRoute({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } => (typeof to === 'string' && /^\/(?!\/)/.test(to) ? { to } : {}),
  component: lazyRouteComponent(() => import('../session/sign-in-page'), 'SignInPage'),
});

const signInCallback = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/callback',
  component: lazyRouteComponent(() => import('../session/callback-page'), 'CallbackPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  beforeLoad: ({ location }) => {
    if (!currentSession()) redirect({ to: '/sign-in', search: { to: location.href }, throw: true });
  },
});

const anyText = (given: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (['string', 'number'].includes(typeof value) ? [[name, String(value)]] : [])),
  );

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  validateSearch: anyText,
  component: lazyRouteComponent(() => import('../inbox/inbox-page'), 'InboxPage'),
});

const request = createRoute({
  getParentRoute: () => signedIn,
  path: '/requests/$requestId',
  component: lazyRouteComponent(() => import('../request/request-page'), 'RequestPage'),
});

const submission = createRoute({
  getParentRoute: () => signedIn,
  path: '/new',
  validateSearch: anyText,
  component: lazyRouteComponent(() => import('../submission/submission-page'), 'SubmissionPage'),
});

const upload = createRoute({
  getParentRoute: () => signedIn,
  path: '/upload',
  validateSearch: anyText,
  component: lazyRouteComponent(() => import('../submission/upload-page'), 'UploadPage'),
});

const operations = createRoute({
  getParentRoute: () => signedIn,
  path: '/operations',
  component: lazyRouteComponent(() => import('../operations/operations-page'), 'OperationsPage'),
});

const review = createRoute({
  getParentRoute: () => signedIn,
  path: '/operations/reviews/$requestId',
  component: lazyRouteComponent(() => import('../operations/review-page'), 'ReviewPage'),
});

const webhooks = createRoute({
  getParentRoute: () => signedIn,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('../operations/webhooks-page'), 'WebhooksPage'),
});

const policies = createRoute({
  getParentRoute: () => signedIn,
  path: '/policies',
  validateSearch: anyText,
  component: lazyRouteComponent(() => import('../policies/policies-page'), 'PoliciesPage'),
});

const overview = createRoute({
  getParentRoute: () => signedIn,
  path: '/overview',
  validateSearch: anyText,
  component: lazyRouteComponent(() => import('../overview/overview-page'), 'OverviewPage'),
});

const routeTree = root.addChildren([
  signIn,
  signInCallback,
  signedIn.addChildren([inbox, request, submission, upload, operations, review, webhooks, policies, overview]),
]);

export const router = createRouter({ routeTree, basepath: '/console', defaultPreload: 'intent', scrollRestoration: true });

onSessionChange(() => void router.invalidate());

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

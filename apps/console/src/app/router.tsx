import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { useLeaveWarning } from '../request/decision-outbox';
import { adoptSession } from '../session/shared-session';
import { currentSession, lastEnd, onSessionChange } from '../signed-in/session-store';
import { lazyPage } from './lazy-page';
import { PageFailed, PageNotFound } from './page-failed';
import { PagePending } from './page-pending';
import { Shell } from './shell';
import { SignedOut } from './signed-out';

const root = createRootRoute({ component: AnyPage });

const signedOut = createRoute({ getParentRoute: () => root, id: 'signed-out', component: SignedOut });

const signIn = createRoute({
  getParentRoute: () => signedOut,
  path: '/sign-in',
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } => (typeof to === 'string' && /^\/(?!\/)/.test(to) ? { to } : {}),
  component: lazyPage(() => import('../session/sign-in-page'), 'SignInPage'),
});

const signInCallback = createRoute({
  getParentRoute: () => signedOut,
  path: '/sign-in/callback',
  component: lazyPage(() => import('../session/callback-page'), 'CallbackPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ location }) => {
    // Signing in anew is for who was signed out here; a tab that was just opened may belong to a tab that is signed in.
    if (!currentSession() && lastEnd() === undefined) await adoptSession();
    if (!currentSession()) redirect({ to: '/sign-in', search: { to: location.href }, throw: true });
  },
});

function AnyPage() {
  useLeaveWarning();
  return <Outlet />;
}

const anyText = (given: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (['string', 'number'].includes(typeof value) ? [[name, String(value)]] : [])),
  );

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  validateSearch: anyText,
  component: lazyPage(() => import('../inbox/inbox-page'), 'InboxPage'),
});

const request = createRoute({
  getParentRoute: () => signedIn,
  path: '/requests/$requestId',
  component: lazyPage(() => import('../request/request-page'), 'RequestPage'),
});

const submission = createRoute({
  getParentRoute: () => signedIn,
  path: '/new',
  validateSearch: anyText,
  component: lazyPage(() => import('../submission/submission-page'), 'SubmissionPage'),
});

const upload = createRoute({
  getParentRoute: () => signedIn,
  path: '/upload',
  validateSearch: anyText,
  component: lazyPage(() => import('../submission/upload/upload-page'), 'UploadPage'),
});

const operations = createRoute({
  getParentRoute: () => signedIn,
  path: '/operations',
  component: lazyPage(() => import('../operations/operations-page'), 'OperationsPage'),
});

const review = createRoute({
  getParentRoute: () => signedIn,
  path: '/operations/reviews/$requestId',
  component: lazyPage(() => import('../operations/review-page'), 'ReviewPage'),
});

const webhooks = createRoute({
  getParentRoute: () => signedIn,
  path: '/webhooks',
  component: lazyPage(() => import('../operations/webhooks-page'), 'WebhooksPage'),
});

const policies = createRoute({
  getParentRoute: () => signedIn,
  path: '/policies',
  validateSearch: anyText,
  component: lazyPage(() => import('../policies/policies-page'), 'PoliciesPage'),
});

const overview = createRoute({
  getParentRoute: () => signedIn,
  path: '/overview',
  validateSearch: anyText,
  component: lazyPage(() => import('../overview/overview-page'), 'OverviewPage'),
});

/** Inside of the shell, so that the menu stays. */
const nowhere = createRoute({ getParentRoute: () => signedIn, path: '$', component: PageNotFound });

const routeTree = root.addChildren([
  signedOut.addChildren([signIn, signInCallback]),
  signedIn.addChildren([inbox, request, submission, upload, operations, review, webhooks, policies, overview, nowhere]),
]);

/** After so long a page that does not come takes the place of the one before. */
const PENDING_MS = 150;

export const router = createRouter({
  routeTree,
  basepath: '/console',
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: PageNotFound,
  defaultPendingComponent: PagePending,
  defaultPendingMs: PENDING_MS,
  defaultPendingMinMs: 0,
});

onSessionChange(() => void router.invalidate());

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

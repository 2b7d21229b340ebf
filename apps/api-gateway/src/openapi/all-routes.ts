import type { RequestType } from '@countersign/contract';
import { describeApiClientRoutes } from '../api-clients/api-clients.openapi';
import { describeBulkDecisionRoutes } from '../decisions/bulk-decisions.openapi';
import { describeChangeRoutes } from '../changes/changes.openapi';
import { describeConsoleRoutes } from '../console/console.openapi';
import { describeConfigurationChangeRoutes } from '../configuration/configuration-changes.openapi';
import { describeConfigurationPolicyRoutes } from '../configuration/configuration-policy.openapi';
import { describeDecisionRoutes } from '../decisions/decisions.openapi';
import { describeDuplicateRoutes } from '../duplicates/duplicates.openapi';
import { describeHealthRoutes } from '../health/health.openapi';
import { describeInboxRoutes } from '../inbox/inbox.openapi';
import { describeMeRoutes } from '../me/me.openapi';
import { describeEntryRoutes } from '../operations/entries.openapi';
import { describeCheckpointRoutes } from '../operations/checkpoints.openapi';
import { describeJournalRoutes } from '../operations/journal.openapi';
import { describeOperationRoutes } from '../operations/operations.openapi';
import { describeRequestActionRoutes } from '../operations/request-actions.openapi';
import { describeRequestTypeRoutes } from '../operations/request-types.openapi';
import { describeOverviewRoutes } from '../overview/overview.openapi';
import { describePolicyRoutes } from '../policies/policies.openapi';
import { describeRequestTypeListRoutes } from '../request-types/request-types.openapi';
import { describeReadRoutes } from '../reads/reads.openapi';
import { describeHistoryRoutes } from '../requests/history.openapi';
import { describeRequestRoutes } from '../requests/requests.openapi';
import { describeRevocationRoutes } from '../revocations/revocations.openapi';
import { describeDeliveryRoutes } from '../webhooks/deliveries.openapi';
import { describeWebhookRoutes } from '../webhooks/webhooks.openapi';
import { describeOpenapiRoutes } from './openapi.openapi';
import type { RouteDescription } from './route-description';

const RESOURCES = [
  describeRequestRoutes,
  describeHistoryRoutes,
  describeRequestTypeListRoutes,
  describeDuplicateRoutes,
  describeDecisionRoutes,
  describeBulkDecisionRoutes,
  describePolicyRoutes,
  describeOperationRoutes,
  describeRequestActionRoutes,
  describeRequestTypeRoutes,
  describeJournalRoutes,
  describeCheckpointRoutes,
  describeEntryRoutes,
  describeWebhookRoutes,
  describeDeliveryRoutes,
  describeApiClientRoutes,
  describeConfigurationChangeRoutes,
  describeConfigurationPolicyRoutes,
  describeRevocationRoutes,
  describeReadRoutes,
  describeInboxRoutes,
  describeChangeRoutes,
  describeOverviewRoutes,
  describeMeRoutes,
  describeConsoleRoutes,
  describeHealthRoutes,
  describeOpenapiRoutes,
];

/** Every route of the gateway; a test compares them with those that the running app has. */
export function describeAllRoutes(types: readonly RequestType[]): readonly RouteDescription[] {
  return RESOURCES.flatMap((describe) => describe(types));
}

import { describeDeliveryStore } from '../conformance/describe-delivery-store';
import { describeExecutionStore } from '../conformance/describe-execution-store';
import { describeNotificationStore } from '../conformance/describe-notification-store';
import { describePolicyStore } from '../conformance/describe-policy-store';
import { describeRequestStore } from '../conformance/describe-request-store';
import { inMemoryFixture } from './in-memory-fixture';

describe('in memory', () => {
  describeRequestStore(inMemoryFixture);
  describeExecutionStore(inMemoryFixture);
  describeDeliveryStore(inMemoryFixture);
  describeNotificationStore(inMemoryFixture);
  describePolicyStore(inMemoryFixture);
});

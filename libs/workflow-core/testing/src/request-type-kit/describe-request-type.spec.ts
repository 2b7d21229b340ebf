import { describeRequestType } from './describe-request-type';
import { stampFixtures, stampGrant } from './proofs/stamp-grant';

describeRequestType(stampGrant, stampFixtures);

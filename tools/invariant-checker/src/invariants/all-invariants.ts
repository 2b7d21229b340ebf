import { noAcknowledgedLoss } from './i01-no-acknowledged-loss';
import { idempotentSubmit } from './i02-idempotent-submit';
import { legalHistory } from './i03-legal-history';
import { fourEyes } from './i04-four-eyes';
import { exactlyOneEffect } from './i05-exactly-one-effect';
import { eventsEqualTransitions } from './i06-events-equal-transitions';
import { progress } from './i07-progress';
import { noGuess } from './i08-no-guess';
import { fencing } from './i09-fencing';
import { redisIsNotTruth } from './i10-redis-is-not-truth';
import { time } from './i11-time';
import { delivery } from './i12-delivery';
import { order } from './i13-order';
import { isolation } from './i14-isolation';
import { tenantWall } from './i15-tenant-wall';
import { audit } from './i16-audit';
import { liveness } from './i17-liveness';
import { queueHygiene } from './i18-queue-hygiene';
import type { Invariant } from './invariant';

/** In the order of their ids. */
export const ALL_INVARIANTS: readonly Invariant[] = [
  noAcknowledgedLoss,
  idempotentSubmit,
  legalHistory,
  fourEyes,
  exactlyOneEffect,
  eventsEqualTransitions,
  progress,
  noGuess,
  fencing,
  redisIsNotTruth,
  time,
  delivery,
  order,
  isolation,
  tenantWall,
  audit,
  liveness,
  queueHygiene,
];

import { noAcknowledgedLoss } from './i01-no-acknowledged-loss';
import { idempotentSubmit } from './i02-idempotent-submit';
import { legalHistory } from './i03-legal-history';
import { fourEyes } from './i04-four-eyes';
import { exactlyOneEffect } from './i05-exactly-one-effect';
import type { Invariant } from './invariant';

/** In the order of their ids. */
export const ALL_INVARIANTS: readonly Invariant[] = [noAcknowledgedLoss, idempotentSubmit, legalHistory, fourEyes, exactlyOneEffect];

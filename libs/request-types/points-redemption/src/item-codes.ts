import { CUSTOMER_LOCKED } from '@countersign/contract';

export const REDEEMED = '800';

/** What the status of the whole says then. */
export const WHOLE_SUCCEEDED = '200';

/** The external reference number was used before. */
export const REFERENCE_USED = '744';

/** The customer is locked, or "unable to process, try again later": nothing was applied. */
export const TRY_AGAIN: ReadonlySet<string> = new Set([CUSTOMER_LOCKED, '815', '886', '887', '889', '894', '896', '898']);

/** Every other documented item code: a definite no. A code that stands nowhere here proves nothing. */
export const REFUSED: ReadonlySet<string> = new Set([
  '686', // customer of a campaign only
  '801', // points not valid
  '802', // identifier not valid
  '803', // more than available
  '804', // not enough current points
  '805', // not enough lifetime points
  '806', // not enough lifetime purchases
  '807', // not a multiple of the configured number
  '808', // validation code not valid
  '809', // marked as fraud
  '811', // transaction number not valid
  '813', // not enough redeemable points
  '816', // customer not found
  '817', // redemption failed
  '818', // more than the current points
  '819', // above the org's maximum
  '820', // marked as fraud
  '821', // below the org's minimum
  '822', // missed call not found
  '823', // missed calls switched off
  '824', // mobile validation is mandatory
  '825', // client signature is mandatory
  '826', // category or configuration not valid
  '827', // redemption not configured
  '828', // group redemption not configured
  '859', // redemption time not valid
  '860', // validation code could not be issued
  '873', // transaction number not valid
  '876', // validation code could not be issued
  '878', // more than 3 decimals
  '881', // customer not in the programme
  '888', // configuration not valid
  '895', // programme not configured
  '899', // configuration not valid
  '1632', // group not valid
  '3045', // fraud status
  '3316', // group redemption not configured
]);

import { type Answer } from '../protocol/loyalty-call';
import { type Customer } from '../state/customer';
import { type EffectOf } from '../state/ledger-entry';
import { type Redemption } from './redemption';

const REDEEMED = 800;

/** HTTP 200 with the documented body; every boolean is a string, as in the original. */
export function redemptionSuccess(redemption: Redemption, customer: Customer, effect: EffectOf<'redeem-points'>): Answer {
  const { redemptionId, summaryId } = effect.result;
  const points = {
    mobile: customer.mobiles[0] ?? '',
    email: customer.email ?? '',
    external_id: customer.externalId ?? '',
    user_id: String(customer.id),
    redemption_id: redemptionId,
    points_redeemed: redemption.points,
    redemption_purpose: redemption.purpose,
    redeemed_value: effect.points,
    redeemed_local_value: effect.points,
    balance: customer.balance,
    side_effects: {
      effect: [
        {
          id: summaryId,
          case_value: 'false',
          num_points: effect.points,
          currency_value: effect.points,
          validation_code: '',
          points_redemption_summary_id: String(summaryId),
          redeemed_on_bill_number: redemption.transactionNumber,
          redeemed_on_bill_id: -1,
          type: 'points',
        },
      ],
    },
    item_status: { success: 'true', code: REDEEMED, message: 'Points Redeemed' },
  };
  return {
    status: 200,
    headers: { status_code: String(REDEEMED), success: '1', fail: '0' },
    body: { response: { status: { success: 'true', code: 200, message: 'Success' }, responses: { points } } },
  };
}

/** Also HTTP 200: the refusal is in the item status and in the headers. */
export function redemptionRefusal(code: number, message: string, redemption?: Redemption, customer?: Customer): Answer {
  const points = {
    mobile: redemption?.identifier?.kind === 'mobile' ? redemption.identifier.value : (customer?.mobiles[0] ?? ''),
    user_id: customer === undefined ? '' : String(customer.id),
    points_redeemed: redemption?.points ?? '',
    redeemed_value: 0,
    side_effects: { effect: [] },
    item_status: { success: 'false', code, message },
  };
  const status = { success: 'false', code: 500, message: 'All requests have failed due to errors' };
  return {
    status: 200,
    headers: { status_code: String(code), success: '0', fail: '1' },
    body: { response: { status, responses: { points } } },
  };
}

/** For a body without the documented shape: no item to speak of, hence HTTP 400. */
export function redemptionUnreadable(message: string): Answer {
  return {
    status: 400,
    headers: { status_code: '400', success: '0', fail: '1' },
    body: { response: { status: { success: 'false', code: 400, message } } },
  };
}

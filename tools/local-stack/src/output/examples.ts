import { WORKFLOW_PATH } from '../gateway/gateway-client';

export interface ExampleGround {
  readonly gatewayUrl: string;
  readonly orgId: number;
  readonly makerToken: string;
  readonly checkerToken: string;
  readonly operatorToken: string;
  /** What the tour left pending; absent when it did not come that far. */
  readonly pending?: { readonly type: string; readonly requestId: string };
}

/** Commands that work when pasted into a shell as they are, as often as one likes. */
export function examples({ gatewayUrl, orgId, makerToken, checkerToken, operatorToken, pending }: ExampleGround): string[] {
  const url = (type: string): string => `${gatewayUrl}${WORKFLOW_PATH}/${type}`;
  const call = (method: string, type: string, token: string, body: string): string[] => [
    `curl -sS -X ${method} ${url(type)} \\`,
    `  -H "X-CAP-UI-AUTH-TOKEN: $${token}" -H 'X-CAP-API-AUTH-ORG-ID: ${orgId}' -H 'Content-Type: application/json' \\`,
    `  -d '${body}'; echo`,
  ];
  const tokens = [`export MAKER=${makerToken}`, `export CHECKER=${checkerToken}`, `export OPERATOR=${operatorToken}`];
  const submit = ['# a maker submits', ...call('POST', 'POINTS-REDEMPTION', 'MAKER', SUBMISSION)];
  if (!pending) return [...tokens, '', ...submit];
  const approve = ['# a checker approves what the tour left pending', ...call('PUT', pending.type, 'CHECKER', approval(pending.requestId))];
  return [...tokens, '', ...submit, '', ...approve];
}

/** The shell puts the time into the reference, so that each paste is another request. */
const SUBMISSION = JSON.stringify({
  entityInfo: { tillId: '900204', storeId: '900203', zoneId: '900202', conceptId: '900201' },
  payload: {
    'IntouchAPITask-Payload': {
      queryParams: { skip_validation: 'true', format: 'json' },
      body: {
        root: {
          redeem: { points_redeemed: '50', customer: { mobile: '919900000101' }, external_reference_number: `TRY-'$(date +%s)'` },
        },
      },
    },
  },
});

function approval(requestId: string): string {
  const payload = { 'AdminTask-Payload': { actionDecision: 'approved', actionMessage: 'Looks right' } };
  return JSON.stringify({ requestId, actionName: 'AdminTask', payload });
}

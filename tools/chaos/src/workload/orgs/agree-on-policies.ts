import type { CallEnd, GatewayCall, GatewayCaller } from '../calls/gateway-caller';
import type { WorkloadOrg } from './workload-org';

/** Up to here an auto-approving org asks no checker for a redemption. */
const SMALL_REDEMPTION = 10;

/** The org approves some types by itself from here on. */
export async function agreeOnAutoApproval(caller: GatewayCaller, org: WorkloadOrg): Promise<void> {
  await agree(caller, org, 'EARN-BADGE', { mode: 'on' });
  await agree(caller, org, 'POINTS-REDEMPTION', { mode: 'up-to', amount: SMALL_REDEMPTION });
}

async function agree(caller: GatewayCaller, org: WorkloadOrg, type: string, autoApproval: object): Promise<void> {
  const [proposer, other] = org.configurators;
  const body = JSON.stringify({ autoApproval });
  const proposed = await told(caller, { method: 'PUT', path: `/policies/${type}`, org, as: proposer, body });
  const { data } = JSON.parse(proposed) as { readonly data: { readonly version: number } };
  await told(caller, { method: 'POST', path: `/policies/${type}/${data.version}/approve`, org, as: other });
}

async function told(caller: GatewayCaller, call: GatewayCall): Promise<string> {
  const end: CallEnd = await caller.look(call);
  if (end.phase !== 'ok') throw new Error(`${call.method} ${call.path} came to ${end.status ?? 'no answer'}: ${end.text ?? ''}`);
  return end.text ?? '';
}

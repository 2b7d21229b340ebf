import type { CallEnd, GatewayCall, GatewayCaller } from '../calls/gateway-caller';
import type { WorkloadOrg } from './workload-org';

/** Up to here an auto-approving org asks no checker for a redemption. */
const SMALL_REDEMPTION = 10;

/** The org approves some types by itself from here on. */
export async function agreeOnAutoApproval(caller: GatewayCaller, org: WorkloadOrg): Promise<void> {
  await agree(caller, org, 'EARN-BADGE', { mode: 'on' });
  await agree(caller, org, 'POINTS-REDEMPTION', { mode: 'up-to', amount: SMALL_REDEMPTION });
}

/** Receivers are subscribed by one person in each org: two people agreed to that. */
export async function agreeToActAtOnce(caller: GatewayCaller, org: WorkloadOrg): Promise<void> {
  await agreeOn(caller, org, '/v3/configurationPolicy', { actAtOnce: true });
}

async function agree(caller: GatewayCaller, org: WorkloadOrg, type: string, autoApproval: object): Promise<void> {
  await agreeOn(caller, org, `/policies/${type}`, { autoApproval, uncapped: true });
}

async function agreeOn(caller: GatewayCaller, org: WorkloadOrg, path: string, policy: object): Promise<void> {
  const [proposer, other] = org.configurators;
  const proposed = await told(caller, { method: 'PUT', path, org, as: proposer, body: JSON.stringify(policy) });
  const { data } = JSON.parse(proposed) as { readonly data: { readonly version: number } };
  await told(caller, { method: 'POST', path: `${path}/${data.version}/approve`, org, as: other });
}

async function told(caller: GatewayCaller, call: GatewayCall): Promise<string> {
  const end: CallEnd = await caller.look(call);
  if (end.phase !== 'ok') throw new Error(`${call.method} ${call.path} came to ${end.status ?? 'no answer'}: ${end.text ?? ''}`);
  return end.text ?? '';
}

import type { Flip, PolicyVerdict, Simulation } from '@countersign/engine';

/** What a draft would have made of the past, as the API shows it. @param namesRequests to who may read all of them */
export function simulationView({ flips, ...simulation }: Simulation, namesRequests: boolean) {
  return { ...simulation, flips: flips.map((flip) => ({ ...nameOf(flip, namesRequests), ...flipView(flip) })) };
}

/** A refusal has no request behind it. */
function nameOf({ submission: { id, verdict } }: Flip, namesRequests: boolean) {
  if (verdict.kind === 'refused') return { refusalId: id };
  return namesRequests ? { requestId: id } : {};
}

function flipView({ submission: { at, facts, policyVersion, verdict }, to }: Flip) {
  return {
    at,
    amount: facts.amount,
    policyVersion,
    from: verdictView(verdict),
    to: verdictView(to),
  };
}

function verdictView(verdict: PolicyVerdict) {
  switch (verdict.kind) {
    case 'auto':
      return { verdict: 'auto' };
    case 'checkers':
      return { verdict: 'checker', band: verdict.band, quorum: verdict.quorum, grants: verdict.grants };
    case 'refused':
      return { verdict: 'refused', reason: verdict.reason };
  }
}

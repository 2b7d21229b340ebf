import type { Flip, PolicyVerdict, Simulation } from '@countersign/engine';

/** What a draft would have made of the past, as the API shows it. */
export function simulationView({ flips, ...simulation }: Simulation) {
  return { ...simulation, flips: flips.map(flipView) };
}

function flipView({ submission: { id, at, facts, policyVersion, verdict }, to }: Flip) {
  return {
    // A refusal has no request behind it.
    ...(verdict.kind === 'refused' ? { refusalId: id } : { requestId: id }),
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

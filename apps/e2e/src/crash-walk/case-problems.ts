import type { Delivery } from '@countersign/local-stack';
import type { CrashCase, ExpectedEffects } from './crash-case';
import type { OutsideView } from './outside-view';

/** What is not as the case promises; each a sentence. */
export function caseProblems(crashCase: CrashCase, view: OutsideView, deliveries: readonly Delivery[]): string[] {
  return [
    ...standingProblems(crashCase, view),
    ...effectProblems(crashCase.effects, view.effects),
    ...transitionProblems(crashCase, view),
    ...deliveryProblems(view, deliveries),
    ...pauseProblems(crashCase, view),
  ];
}

function standingProblems(
  { ends }: CrashCase,
  { state, openExecutions, openDeliveries, requestsOfOrg, endpointsOfOrg }: OutsideView,
): string[] {
  return [
    ...(state === ends ? [] : [`It is ${state} instead of ${ends}.`]),
    ...(openExecutions > 0 && state !== 'needs_review' ? ['An execution is left.'] : []),
    ...(openDeliveries > 0 ? [`${openDeliveries} deliveries are left.`] : []),
    ...(requestsOfOrg === 1 ? [] : [`There are ${requestsOfOrg} requests instead of 1.`]),
    ...(endpointsOfOrg === 1 ? [] : [`There are ${endpointsOfOrg} endpoints instead of 1.`]),
  ];
}

function effectProblems(expected: ExpectedEffects, count: number): string[] {
  const isFine = { 'exactly one': count === 1, 'at least one': count >= 1, 'at most one': count <= 1 }[expected];
  return isFine ? [] : [`There are ${count} effects instead of ${expected}.`];
}

/** There is one legal way from the submission to each end. */
function transitionProblems({ ends }: CrashCase, { transitions }: OutsideView): string[] {
  const way = transitions.map(({ from_state, to_state }) => `${from_state ?? 'nothing'} to ${to_state}`).join(', ');
  const legal = `nothing to pending, pending to accepted, accepted to ${ends}`;
  return way === legal ? [] : [`Its way was "${way}" instead of "${legal}".`];
}

/** Every public transition, first in order, then as often as it likes; nothing else, and nothing that is not signed. */
function deliveryProblems({ transitions }: OutsideView, deliveries: readonly Delivery[]): string[] {
  const expected = transitions.flatMap(({ event_id: eventId }) => eventId ?? []);
  const received = [...new Set(deliveries.map(({ headers }) => headers['webhook-id'] ?? 'nothing'))];
  const events = new Set(deliveries.map(({ body }) => body));
  return [
    ...(deliveries.some(({ signature, event }) => signature === 'bad' || !event)
      ? ['A delivery was not signed well, or is no event.']
      : []),
    ...(received.join() === expected.join() ? [] : [`Events came as [${received.join()}] instead of [${expected.join()}].`]),
    ...(events.size === received.length ? [] : ['An event came with different bytes.']),
  ];
}

/** A pause after which nobody had taken over would have proved nothing. */
function pauseProblems({ kind, point, writesLate }: CrashCase, { attempts }: OutsideView): string[] {
  if (kind !== 'pause') return [];
  return [
    ...(point === 'exec.claimed' && !attempts.some((attempt) => attempt.class === 'lost') ? ['Nobody took over during the pause.'] : []),
    ...(writesLate && !attempts.some(({ fenced }) => fenced) ? ['The late write was not refused.'] : []),
  ];
}

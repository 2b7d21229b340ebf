import type { TourStep } from './tour-steps';

/** What became of one request of the tour. */
export interface StepResult {
  readonly step: TourStep;
  readonly requestId?: string;
  readonly state?: string;
  /** The states of the events that came for it, all well signed, in order. */
  readonly eventStates: readonly string[];
  /** How many effects the sandbox's ledger has of it; not known of another loyalty API. */
  readonly effects?: number;
  /** What the gateway or the network said instead. */
  readonly failure?: string;
}

const EXPECTED = {
  approve: { state: 'approved', events: ['AdminTask', 'approved'], effects: 1 },
  reject: { state: 'rejected', events: ['AdminTask', 'rejected'], effects: 0 },
  'leave pending': { state: 'AdminTask', events: ['AdminTask'], effects: 0 },
} as const;

/** The states that the events of such a request must have, in order. */
export function expectedEvents(plan: TourStep['plan']): readonly string[] {
  return EXPECTED[plan].events;
}

/** One sentence for each thing that is not as it should be. */
export function problemsOf({ step, state, eventStates, effects, failure }: StepResult): string[] {
  const expected = EXPECTED[step.plan];
  if (failure !== undefined) return [failure];
  return [
    ...(state === expected.state ? [] : [`It should be ${expected.state}, but is ${state ?? 'unknown'}.`]),
    ...(eventStates.join() === expected.events.join()
      ? []
      : [`Events should have come for ${expected.events.join(', ')}; there came ${eventStates.join(', ') || 'none'}.`]),
    ...(effects === undefined || effects === expected.effects
      ? []
      : [`The loyalty ledger should have ${expected.effects} effect(s) of it, but has ${effects}.`]),
  ];
}

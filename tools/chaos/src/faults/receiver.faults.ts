import { RECEIVER_MODES, type ReceiverMode } from '../workload/receivers/receiver-mode';
import type { FaultKind } from './fault-kind';

/** Subscribers err; each event must reach them all the same. */
export const receiverFaults: readonly FaultKind[] = RECEIVER_MODES.filter((mode) => mode !== 'ok').map(misbehaviour);

function misbehaviour(mode: ReceiverMode): FaultKind {
  return {
    kind: `receiver-does-${mode}`,
    targets: ['receivers'],
    covers: mode === 'answer-lost' ? ['F32'] : ['F31'],
    weight: 1,
    length: 'usual',
    inject: async ({ ground }) => {
      ground.subscribers.misbehave(mode);
      return { detail: `about half of the receivers: ${mode}`, heal: async () => ground.subscribers.behave() };
    },
  };
}

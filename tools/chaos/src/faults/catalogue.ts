import { connectionFaults } from './connection.faults';
import type { FaultKind } from './fault-kind';
import { gatewayFaults } from './gateway.faults';
import { loyaltyFaults } from './loyalty.faults';
import { postgresFaults } from './postgres.faults';
import { receiverFaults } from './receiver.faults';
import { redisFaults } from './redis.faults';
import { workerFaults } from './worker.faults';

/** Every fault that the harness knows. */
export const CATALOGUE: readonly FaultKind[] = [
  ...gatewayFaults,
  ...workerFaults,
  ...postgresFaults,
  ...redisFaults,
  ...loyaltyFaults,
  ...receiverFaults,
  ...connectionFaults,
];

/** @throws RangeError that names the unknown kinds */
export function kindsNamed(names: readonly string[]): readonly FaultKind[] {
  const unknown = names.filter((name) => !CATALOGUE.some(({ kind }) => kind === name));
  if (unknown.length > 0) throw new RangeError(`There is no fault named ${unknown.join(', ')}; --faults list shows all.`);
  return CATALOGUE.filter(({ kind }) => names.includes(kind));
}

/** One line per kind: name, what it can hit, what it covers. */
export function listOfFaults(): string {
  const width = Math.max(...CATALOGUE.map(({ kind }) => kind.length)) + 2;
  const lines = CATALOGUE.map(({ kind, targets, covers }) => `${kind.padEnd(width)}${targets.join(' or ').padEnd(22)}${covers.join(' ')}`);
  return `${lines.join('\n')}\n\n${CATALOGUE.length} kinds of faults.\n`;
}

import os from 'node:os';
import type { ErasureOrder } from '@countersign/persistence';

/** @throws Error that names the option */
export function wholeNumberOf(option: string, text: string | undefined): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new Error(`${option} takes a whole number.`);
  return Number(text);
}

/** Who answers for it, in the operators' journal: the user id that was given, and who was logged in on this machine. */
export function orderOf(orgId: number, by: string | undefined): ErasureOrder {
  return { orgId, orderedBy: wholeNumberOf('--by', by), orderedByName: os.userInfo().username };
}

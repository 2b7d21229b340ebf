import { type PolicySettings, type PolicyVersion, SETTINGS } from './policy';

/** Whether a stored version is what somebody proposed, of whose proposal no answer came. */
export function isSameProposal(stored: PolicyVersion, proposed: PolicySettings & { readonly basedOn: number }): boolean {
  const isAlike = SETTINGS.every((setting) => sortedText(stored[setting]) === sortedText(proposed[setting]));
  return stored.status === 'proposed' && stored.basedOn === proposed.basedOn && isAlike;
}

/** The gateway may answer the keys of an object in another order. */
function sortedText(value: unknown): string | undefined {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

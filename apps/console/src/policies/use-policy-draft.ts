import { useMemo, useState } from 'react';
import { useDraft } from '../session/draft';
import { useSession } from '../signed-in/session-store';
import type { ActivePolicy, PolicySettings } from './policy';
import { draftOf, type PolicyDraft } from './policy-draft';

/** What a draft began with, on top of which active version, and what it is now. */
export interface BegunDraft {
  readonly from: PolicySettings;
  readonly basedOn: number;
  readonly draft: PolicyDraft;
}

/** A draft of the policy of a type. It is kept until it was proposed or discarded: over other pages, a reload and the end of the session. */
export function usePolicyDraft(typeName: string, active: ActivePolicy) {
  const orgId = useSession()?.orgId ?? 0;
  const [kept, keep, forget] = useDraft<BegunDraft | undefined>(`policy.${orgId}.${typeName}`, undefined);
  const [times, setTimes] = useState(0);
  const [wasKept, setWasKept] = useState(kept !== undefined);
  const untouched = useMemo((): BegunDraft => ({ from: active, basedOn: active.version, draft: draftOf(active) }), [active]);
  const begun = kept ?? untouched;
  const anew = (next: BegunDraft | undefined): void => {
    keep(next);
    if (next === undefined) forget();
    setWasKept(false);
    setTimes((before) => before + 1);
  };
  return {
    begun,
    /** Whether it was found as somebody had left it. */
    wasKept,
    /** Whether there is something in it to lose. */
    isTouched: JSON.stringify(begun.draft) !== JSON.stringify(draftOf(begun.from)),
    /** How often it was begun anew: fields forget what was half typed. */
    times,
    change: (draft: PolicyDraft): void => keep({ ...begun, draft }),
    beginWith: (from: PolicySettings): void => anew({ from, basedOn: active.version, draft: draftOf(from) }),
    startOver: (): void => anew(undefined),
  };
}

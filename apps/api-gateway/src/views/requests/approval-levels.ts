import type { CheckerGrant } from '@countersign/engine';

/** The grant that each approval takes, in order. */
export function approvalGrants(quorum: number, levelGrants: readonly CheckerGrant[] | undefined): readonly CheckerGrant[] {
  return levelGrants ?? Array.from({ length: quorum }, () => 'CanCheckRequest' as const);
}

/** Equal grants that follow each other are one level. */
export function levelsOf(grants: readonly CheckerGrant[]) {
  const levels: { grant: CheckerGrant; checkers: number }[] = [];
  for (const grant of grants) {
    const last = levels.at(-1);
    if (last?.grant === grant) last.checkers += 1;
    else levels.push({ grant, checkers: 1 });
  }
  return levels;
}

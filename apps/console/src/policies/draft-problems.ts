import type { PolicyDraft } from './policy-draft';

/** What is wrong with a draft, by JSON pointer into the body that it would become; the gateway names fields the same way. */
export type DraftProblems = ReadonlyMap<string, string>;

const GRANT = /^CanCheckRequest[A-Za-z0-9]{0,40}$/;
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** What can be said without asking the gateway, so that a draft which is being typed is not sent. */
export function problemsOf(draft: PolicyDraft): DraftProblems {
  return new Map([...limitProblems(draft), ...bandProblems(draft), ...emailProblems(draft)]);
}

type Found = readonly (readonly [pointer: string, problem: string])[];

function limitProblems({ mode, upTo }: PolicyDraft): Found {
  return mode === 'up-to' && upTo === '' ? [['/autoApproval/amount', 'Say up to how many points.']] : [];
}

function bandProblems({ bands }: PolicyDraft): Found {
  return bands.flatMap(({ upTo, levels }, index) => {
    const place = `/bands/${index}`;
    const before = bands[index - 1]?.upTo;
    const isLast = index === bands.length - 1;
    return [
      ...(upTo === '' && !isLast ? [[`${place}/upTo`, 'Only the last band may be without a limit.'] as const] : []),
      ...(upTo !== '' && before !== undefined && before !== '' && upTo <= before
        ? [[`${place}/upTo`, 'Must be more than that of the band before.'] as const]
        : []),
      ...levels.flatMap(({ grant, checkers }, level) => [
        ...(GRANT.test(grant)
          ? []
          : [[`${place}/levels/${level}/grant`, 'CanCheckRequest, or a name that begins with it, in letters and digits.'] as const]),
        ...(checkers === '' ? [[`${place}/levels/${level}/checkers`, 'Say how many.'] as const] : []),
      ]),
    ];
  });
}

function emailProblems({ emails, remindAfterHours }: PolicyDraft): Found {
  const wrong = emails.find((email) => !EMAIL.test(email));
  return [
    ...(wrong === undefined ? [] : [['/notifications/emails', `${wrong} is no e-mail address.`] as const]),
    ...(remindAfterHours !== '' && emails.length === 0 ? [['/notifications/emails', 'Say who is reminded.'] as const] : []),
  ];
}

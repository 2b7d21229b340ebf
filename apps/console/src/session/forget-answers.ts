import { queryClient } from '../api/query-client';

/** Drops what the gateway told the last person, so that the next one is not shown it. For pages on which nobody is signed in. */
export function forgetAnswers(): void {
  queryClient.removeQueries({ predicate: isPersonal });
}

/** Asks anew for all that is on the screen, in the org that is worked in now. */
export async function askAgain(): Promise<void> {
  queryClient.removeQueries({ type: 'inactive', predicate: isPersonal });
  await queryClient.resetQueries({ predicate: isPersonal });
}

function isPersonal({ queryKey: [first] }: { readonly queryKey: readonly unknown[] }): boolean {
  return first !== 'console-settings';
}

/**
 * In: libs/shared/config/src
 * Trips: @typescript-eslint/switch-exhaustiveness-check
 * Says: Switch is not exhaustive
 */
export function name(verdict: 'approve' | 'reject'): string {
  let text = '';
  switch (verdict) {
    case 'approve':
      text = 'yes';
  }
  return text;
}

/**
 * "2026-03-15T11:20:00+05:30" and "2026-03-15T05:50:00.000Z" are one point in time. For `asksFor`.
 * @returns the same time as UTC in milliseconds, without a zone where none was written; what is no time comes back as it is
 */
export function plainInstant(spelled: string): string {
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(spelled);
  const milliseconds = Date.parse(hasZone ? spelled : `${spelled}Z`);
  if (Number.isNaN(milliseconds)) return spelled;
  const time = new Date(milliseconds).toISOString();
  return hasZone ? time : time.slice(0, -1);
}

/** Where a process can be stopped, by name. */
export const CRASH_POINTS = [] as const;

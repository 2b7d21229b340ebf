/** Bugs that can be planted into a running app, by name. */
export const PLANTED_BUGS = [] as const;

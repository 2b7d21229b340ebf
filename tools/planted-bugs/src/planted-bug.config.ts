/** The name of the bug that this process is to have. */
export const PLANTED_BUG = 'PLANTED_BUG';

export function readPlantedBug(env: NodeJS.ProcessEnv = process.env): string {
  return env[PLANTED_BUG] ?? '';
}

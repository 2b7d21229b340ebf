import path from 'node:path';

/** Name of the environment variable that names the folder of the orders. */
export const ORDERS_FOLDER = 'CRASH_ORDERS';

/** The environment that puts crash points into a built app. */
export function crashSettings(folder: string): Record<string, string> {
  const preload = path.join(path.dirname(require.resolve('@countersign/crash-points/package.json')), 'dist', 'preload.js');
  return { NODE_OPTIONS: `--require ${JSON.stringify(preload)}`, [ORDERS_FOLDER]: folder };
}

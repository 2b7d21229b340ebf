import { CrashOrders } from './crash-orders';
import { ORDERS_FOLDER } from './crash-settings';

/** The orders for this process. @throws Error when nobody said where they are */
export function ordersOfThisProcess(env: NodeJS.ProcessEnv = process.env): CrashOrders {
  const folder = env[ORDERS_FOLDER];
  if (!folder) throw new Error(`${ORDERS_FOLDER} must name the folder of the crash orders; without it there is no use in this preload.`);
  return new CrashOrders(folder);
}

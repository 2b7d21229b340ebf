import { ordersOfThisProcess } from './orders/crash-orders.config';
import { plantDelivererPoints } from './points/deliverer-points';
import { plantExecutorPoints } from './points/executor-points';
import { plantGatewayPoints } from './points/gateway-points';
import { plantQueuePoints } from './points/queue-points';
import { plantRelayPoints } from './points/relay-points';
import { plantSealerPoints } from './points/sealer-points';
import { Striker } from './wrapping/striker';

// Runs inside a built app, before it: node --require …/dist/preload.js. What cannot be planted ends the process before the app begins.
const striker = new Striker(ordersOfThisProcess());
plantGatewayPoints(striker);
plantRelayPoints(striker);
plantExecutorPoints(striker);
plantQueuePoints(striker);
plantDelivererPoints(striker);
plantSealerPoints(striker);

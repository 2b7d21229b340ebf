import { token } from '@countersign/wiring';
import type { GatewayMetrics } from './gateway-metrics';

export const GATEWAY_METRICS = token<GatewayMetrics>('GatewayMetrics');

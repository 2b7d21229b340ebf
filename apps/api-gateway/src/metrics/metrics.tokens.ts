export const GATEWAY_METRICS = Symbol('GatewayMetrics');

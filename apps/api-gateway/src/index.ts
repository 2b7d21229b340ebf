export { createGateway } from './create-gateway';
export { gatewaySettings, type GatewayConfig, readGatewayConfig } from './gateway.config';

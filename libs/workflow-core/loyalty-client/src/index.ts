export { type Connector, connectorSchema, type Connectors, connectorsSchema } from './connectors';
export { HttpLoyaltyGateway } from './http-loyalty-gateway';

export { type BreakerObserver, ConnectorAdmissions } from './admission/connector-admissions';
export { type Connector, connectorSchema, type Connectors, connectorsSchema } from './connectors';
export { HttpLoyaltyGateway } from './http-loyalty-gateway';

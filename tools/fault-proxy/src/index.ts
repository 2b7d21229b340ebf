export { FaultProxy, type FaultProxyOptions } from './fault-proxy';
export type { Cut, Direction, HalfOpen, Latency, LoseAnswer, ProxyFault, Refuse, Reset, Throttle } from './proxy-fault';

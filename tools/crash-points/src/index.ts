export { CRASH_KINDS, CRASH_POINTS, type CrashKind, type CrashPoint } from './crash-point';
export { type CrashOrder, CrashOrders, type CrashStruck } from './orders/crash-orders';
export { crashSettings } from './orders/crash-settings';

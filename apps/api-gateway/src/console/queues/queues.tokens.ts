import { token } from '@countersign/wiring';
import type { QueueDashboardConfig } from '../console.config';

export const QUEUE_DASHBOARD = token<QueueDashboardConfig>('QueueDashboard');

export const QUEUE_DASHBOARD = Symbol('QueueDashboard');

import { BarChart3, FilePlus2, Inbox, type LucideIcon, Scale, Upload, Webhook, Wrench } from 'lucide-react';

export interface Place {
  readonly to: '/' | '/new' | '/upload' | '/overview' | '/policies' | '/operations' | '/webhooks';
  readonly label: string;
  readonly icon: LucideIcon;
  /** Shown to whoever has one of these; to everybody when absent. */
  readonly grants?: readonly string[];
}

export const places: readonly Place[] = [
  { to: '/', label: 'Inbox', icon: Inbox },
  { to: '/new', label: 'New request', icon: FilePlus2, grants: ['CanMakeRequest'] },
  { to: '/upload', label: 'Upload', icon: Upload, grants: ['CanMakeRequest'] },
  { to: '/overview', label: 'Overview', icon: BarChart3 },
  { to: '/policies', label: 'Policies', icon: Scale, grants: ['CanConfigureWorkflows'] },
  { to: '/operations', label: 'Operations', icon: Wrench, grants: ['CanOperateWorkflows'] },
  { to: '/webhooks', label: 'Webhooks', icon: Webhook, grants: ['CanConfigureWorkflows'] },
];

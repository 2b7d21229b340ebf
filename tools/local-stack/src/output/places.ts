import path from 'node:path';
import { checkout } from '../checkout';
import type { Stack } from '../stack/stack';
import { columns } from './columns';

/** Where to look at what runs. */
export function places({ gatewayUrl, parts }: Stack): string[] {
  const [worker] = parts.workers;
  const logs = path.relative(checkout, path.join(parts.folder, 'logs'));
  const rows: [string, string][] = [
    ['Console', `${gatewayUrl}/console/`],
    ['API', gatewayUrl],
    ['API documentation', `${gatewayUrl}/docs`],
    ['OpenAPI', `${gatewayUrl}/openapi.json`],
    ...(parts.sandbox ? ([['Loyalty ledger', `${parts.sandbox.url}/sandbox/ledger`]] satisfies [string, string][]) : []),
    ...(worker ? ([['Worker health', `${worker.url}/health/ready`]] satisfies [string, string][]) : []),
    ['Sealed journal', path.relative(checkout, parts.audit.checkpointFile)],
    ['Logs', `${logs}${path.sep}`],
  ];
  return rows.map((row) => columns(row, [18]));
}

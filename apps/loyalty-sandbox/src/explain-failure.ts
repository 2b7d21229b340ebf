import { types } from 'node:util';

/** One sentence for whoever started the sandbox: what is wrong and what to change. */
export function explainFailure(error: unknown): string {
  if (!types.isNativeError(error)) return 'stopped for an unknown reason.';
  if (isAddressError(error)) {
    return `port ${error.port} is already in use: stop what listens there, or set SANDBOX_PORT to a free port.`;
  }
  return error.message;
}

function isAddressError(error: Error): error is Error & { readonly port: number } {
  return 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}

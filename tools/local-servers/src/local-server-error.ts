/** Why a local server could not be had; each code goes with a sentence a newcomer can act on. */
export type LocalServerErrorCode =
  | 'platform_unsupported'
  | 'account_unavailable'
  | 'folder_unreachable'
  | 'data_version_mismatch'
  | 'port_in_use'
  | 'disk_full'
  | 'start_failed'
  | 'stop_failed'
  | 'redis_unavailable'
  | 'deadline_passed';

/** The one error of this package. `message` is a full sentence, fit to be shown as it is. */
export class LocalServerError extends Error {
  constructor(
    readonly code: LocalServerErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'LocalServerError';
  }
}

import { buildConnector } from 'undici';

/** No connection came about, so nothing of the call was written anywhere. */
export class ConnectFailure extends Error {
  constructor(override readonly cause: Error) {
    super('no connection to the loyalty API');
    this.name = 'ConnectFailure';
  }

  /** Stable name of what went wrong, for attempts and metrics. */
  get failureCode(): 'connection-refused' | 'host-unknown' | 'connect-timeout' | 'tls-failed' | 'connection-failed' {
    const code = 'code' in this.cause ? String(this.cause.code) : '';
    if (code === 'ECONNREFUSED') return 'connection-refused';
    if (['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes(code)) return 'host-unknown';
    if (['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'].includes(code)) return 'connect-timeout';
    return TLS_CODES.test(code) ? 'tls-failed' : 'connection-failed';
  }
}

const TLS_CODES = /^(?:EPROTO$|ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO_)/;

/** undici's own connector, whose failures (TLS handshake included) can be told from those of a connection that stood. */
export function markingConnector(timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs });
  return (options, callback) => {
    connect(options, (error, socket) => {
      if (error) callback(new ConnectFailure(error), null);
      else callback(null, socket);
    });
  };
}

import { maskPath, maskText } from './mask';

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

const DEEPEST_CAUSE = 5;

/**
 * Named parts of an error only: drivers hang queries, parameters and bodies on their errors as further properties.
 * Messages and stacks are masked, for they quote URLs and values.
 */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: typeof error === 'string' ? maskText(error) : 'not an Error' };
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: maskText(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: maskText(error.stack) }),
    ...(error.cause === undefined || depth >= DEEPEST_CAUSE ? {} : { cause: loggedError(error.cause, depth + 1) }),
  };
}

interface HttpRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Fastify's middleware layer shortens `url` to what follows the route it is mounted on. */
  readonly originalUrl?: string | undefined;
}

/** A request without headers, query and body; somebody may have put a mobile number where the path wants an id. */
export function loggedRequest({ method, url, originalUrl = url }: HttpRequest) {
  return { method, path: maskPath(originalUrl ?? '') };
}

export function loggedResponse(response: { readonly statusCode?: number | undefined }) {
  return { statusCode: response.statusCode };
}

export const logSerializers = { err: loggedError, error: loggedError, req: loggedRequest, res: loggedResponse };

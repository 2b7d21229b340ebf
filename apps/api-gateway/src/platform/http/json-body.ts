import { isUtf8 } from 'node:buffer';
import type { Problem } from '@countersign/contract';
import { WorkflowError } from '@countersign/engine';
import { scanJson } from '@countersign/json-text';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { fieldProblems } from './field-problems';

/** Bytes; a larger body is refused unread, where the route does not take more. */
export const BODY_LIMIT = 65_536;
/** Nothing but this: of two charsets, or one in another notation, a filter before us may have believed the other. */
const JSON_IN_UTF_8 = /^application\/json(?: ?; ?charset=(?:utf-8|"utf-8"))?$/i;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Bytes that the route takes instead of the usual limit. */
    largestBody?: number;
  }
}

/** A route that takes many things at once. */
export const TakesBodiesUpTo = (bytes: number) => RouteConfig({ largestBody: bytes });

/**
 * JSON bodies stay text until a controller reads them: the guard comes first, and what a maker sent is kept as it was sent.
 * Any other media type is refused.
 */
export function keepBodiesAsText(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addHook('onRoute', (route) => {
    const { largestBody } = route.config ?? {};
    if (largestBody !== undefined) route.bodyLimit = largestBody;
  });
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!JSON_IN_UTF_8.test(request.headers['content-type'] ?? '')) {
      done(
        WorkflowError.of(
          'media-type',
          'The Content-Type must be application/json, with charset=utf-8 or nothing behind it.',
          'Content-Type',
        ),
      );
      return;
    }
    const bytes = Buffer.from(body);
    if (bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK))
      done(WorkflowError.of('media-type', 'The body must not begin with a byte order mark.'));
    // Decoding would silently replace what is not UTF-8, and something else would be stored than was sent.
    else if (isUtf8(bytes)) done(null, bytes.toString());
    else done(WorkflowError.of('invalid-payload', 'The body is not UTF-8 text.'));
  });
}

/**
 * The body as `schema` wants it.
 * @throws WorkflowError that names every field that is wrong
 */
export function readBody<T>(schema: z.ZodType<T>, text: string | undefined): T {
  if (text === undefined || text === '') throw WorkflowError.of('invalid-payload', 'The body is missing; send a JSON object.');
  refuse(
    scanJson(text, { exactNumbers: true }).map(({ pointer, message }) => ({
      kind: 'invalid-payload',
      message,
      ...(pointer !== '' && { reference: pointer }),
    })),
  );
  return readFields(schema, JSON.parse(text));
}

/** The same where a body may be left out. */
export function readOptionalBody<T>(schema: z.ZodType<T>, text: string | undefined): T {
  return readBody(schema, (text ?? '').trim() === '' ? '{}' : text);
}

/** The same for a value that is already there, as the parts of a query string are. */
export function readFields<T>(schema: z.ZodType<T>, value: unknown, reference?: (path: readonly string[]) => string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) refuse(fieldProblems(parsed.error.issues, value, reference));
  return parsed.data as T;
}

function refuse(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first) throw new WorkflowError([first, ...others]);
}

import type { RequestType } from '@countersign/contract';
import { z } from 'zod';
import type { AnsweredKind } from '../http/problem-catalogue';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A schema and complete values that satisfy it, by name. */
export interface Shown {
  readonly schema: JsonSchema;
  readonly examples?: Readonly<Record<string, unknown>>;
}

export interface ParameterDescription {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly description: string;
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

export interface AnswerDescription {
  readonly description: string;
  readonly body?: Shown;
  /** JSON where nothing else is said. */
  readonly mediaType?: string;
}

/** One route as people and generators of clients need it. Written beside its controller. */
export interface RouteDescription {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Parameters in braces. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Needs no token. */
  readonly isPublic?: boolean;
  /** Never answers 429. */
  readonly isUnlimited?: boolean;
  readonly parameters?: readonly ParameterDescription[];
  readonly body?: Shown;
  /** It may be left out. */
  readonly mayLackBody?: boolean;
  readonly answers: Readonly<Record<number, AnswerDescription>>;
  /** Beside those that every route can have. */
  readonly problems: readonly AnsweredKind[];
}

/** The routes of a resource; which types there are decides about some of their schemas. */
export type DescribeRoutes = (types: readonly RequestType[]) => readonly RouteDescription[];

/** @param io `input` for what callers send, `output` for what we answer */
export function shown(schema: z.ZodType, example: unknown, io: 'input' | 'output'): Shown {
  return { schema: jsonSchema(schema, io), examples: { example } };
}

export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

export function pathParameter(name: string, description: string, schema: JsonSchema = { type: 'string' }): ParameterDescription {
  return { name, in: 'path', description, required: true, schema };
}

/** Query parameters as their schema says. */
export function queryParameters(schema: z.ZodObject): readonly ParameterDescription[] {
  return Object.entries(schema.shape).map(([name, piece]) => {
    const { description = '', ...form } = jsonSchema(piece as z.ZodType, 'input');
    return { name, in: 'query', description: String(description), schema: form };
  });
}

export const IDEMPOTENCY_KEY: ParameterDescription = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Makes repeating the call safe: by the same key and body nothing is done twice. The answer says Idempotent-Replayed: true, and shows ' +
    'what was submitted as at first, everything else as it stands now.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
};

export const PREFER: ParameterDescription = {
  name: 'Prefer',
  in: 'header',
  description: 'How long to wait for the outcome: wait=<seconds> (default 5, at most 30) or respond-async. RFC 7240.',
  schema: { type: 'string', examples: ['wait=10', 'respond-async'] },
};

import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './call';
import type { JsonSchema } from './json-schema';
import { titleOfType } from './type-name';

/** A request type as the gateway describes it: forms, checks, uploads and settings are made of this alone. */
export interface RequestTypeDescription {
  /** Such as `POINTS_REDEMPTION`. */
  readonly type: string;
  /** In the spelling of URLs, such as `points-redemption`. */
  readonly name: string;
  readonly title: string;
  readonly hasAmount: boolean;
  readonly pointsFlow?: 'granted' | 'redeemed';
  readonly payloadSchema: JsonSchema;
  readonly example: unknown;
  readonly entityInfoSchema: JsonSchema;
  /** Fields of the payload that must name the request's own place: by JSON pointer, the field of `entityInfo`. */
  readonly entityFields: Readonly<Record<string, string>>;
  readonly configSchema?: JsonSchema;
  readonly paused?: { readonly since: string; readonly by: { readonly name: string }; readonly reason: string };
}

const FIVE_MINUTES_MS = 300_000;

export const requestTypesQuery = queryOptions({
  queryKey: ['request-types'],
  queryFn: async ({ signal }) => (await call<{ readonly data: readonly RequestTypeDescription[] }>('/v3/requestTypes', { signal })).data,
  staleTime: FIVE_MINUTES_MS,
});

/** What a type is called, in whatever spelling it comes; its own words until the descriptions are there. */
export function useTypeTitle(): (type: string) => string {
  const { data } = useQuery(requestTypesQuery);
  return (type) => data?.find((known) => known.type === type || known.name === type)?.title ?? titleOfType(type);
}

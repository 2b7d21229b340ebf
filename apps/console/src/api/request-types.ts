import { queryOptions, useQuery } from '@tanstack/react-query';
import { titleOfType } from '../display/request-type';
import { call } from './call';

/** JSON Schema, as much of it as the console reads. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** A request type as the gateway describes it; what settings and figures need of it. */
export interface RequestTypeDescription {
  /** Such as `POINTS_REDEMPTION`. */
  readonly type: string;
  /** In the spelling of URLs, such as `points-redemption`. */
  readonly name: string;
  readonly title: string;
  readonly hasAmount: boolean;
  readonly configSchema?: JsonSchema;
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

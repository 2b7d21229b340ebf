import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call';
import type { RequestTypeView } from './request-type';

export const REQUEST_TYPES = ['request-types'] as const;

/** Every type that can be asked for. The same answer as that of api/request-types, of which more is read here. */
export const requestTypes = queryOptions({
  queryKey: REQUEST_TYPES,
  queryFn: async ({ signal }) => (await call<{ data: readonly RequestTypeView[] }>('/v3/requestTypes', { signal })).data,
  staleTime: 60_000,
});

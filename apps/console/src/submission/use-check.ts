import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../signed-in/session-store';
import { type CheckResult, checkSubmissions } from './check';

const QUIET_MS = 400;

export interface Check {
  readonly result?: CheckResult;
  /** Whether the result is about what stands in the form now. */
  readonly isCurrent: boolean;
  readonly error: Error | null;
  /** Checks what stands in the form now, at once. */
  readonly checkNow: () => Promise<CheckResult | undefined>;
}

/** Has the gateway judge a submission whenever it has not changed for a moment. */
export function useCheck(type: string, text: string, isWanted: boolean): Check {
  const [settled] = useDebouncedValue(text, QUIET_MS);
  const orgId = useSession()?.orgId;
  const client = useQueryClient();
  const options = (checked: string) => ({
    queryKey: ['check', orgId, type, checked],
    queryFn: async ({ signal }: { signal: AbortSignal }) => (await checkSubmissions(type, [checked], signal))[0] ?? null,
    gcTime: 0,
    retry: false,
  });
  const { data, isFetching, isPlaceholderData, error } = useQuery({
    ...options(settled),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  });
  return {
    ...(data && { result: data }),
    isCurrent: data !== undefined && !isFetching && !isPlaceholderData && settled === text,
    error,
    checkNow: async () => (await client.query({ ...options(text), staleTime: 0 })) ?? undefined,
  };
}

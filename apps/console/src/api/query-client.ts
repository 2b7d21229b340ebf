import { QueryClient } from '@tanstack/react-query';
import { CallFailed } from './problem';

/** What the gateway refused stays refused; only what did not reach it is asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) =>
        failures < 2 && error instanceof CallFailed && !error.isTimeout && (error.status === 0 || error.status >= 502),
    },
    mutations: { retry: false },
  },
});

import { invariantOf } from './clause';
import { TERMINAL } from './i03-legal-history';

const LEAST_ENDED_PERCENT = 95;
const LEAST_OK_PERCENT = 60;

/** A run in which nothing works breaks no rule either: it does not count. */
export const liveness = invariantOf('I17', 'Enough went well for the run to count', [
  {
    name: 'requests ended',
    counted: 'select count(*) from request',
    broken: `
      select null::bigint as org_id, null::uuid as request_id,
             'Only ' || count(*) filter (where state in ${TERMINAL}) || ' of ' || count(*) || ' requests ended; ${LEAST_ENDED_PERCENT} % have to.' as sentence
        from request having count(*) filter (where state in ${TERMINAL}) * 100 < count(*) * ${LEAST_ENDED_PERCENT}`,
  },
  {
    name: 'calls during faults succeeded',
    counted: 'select count(*) from seen_call where during_fault',
    broken: `
      select null::bigint as org_id, null::uuid as request_id,
             'Only ' || count(*) filter (where phase = 'ok') || ' of ' || count(*) || ' calls during faults succeeded; ${LEAST_OK_PERCENT} % have to.' as sentence
        from seen_call where during_fault having count(*) filter (where phase = 'ok') * 100 < count(*) * ${LEAST_OK_PERCENT}`,
  },
]);

import { findingOf, judgeClauses } from './clause';
import type { Invariant } from './invariant';

const TEXTS = `
  (select org_id, request_id, 'The stored request' as place, concat_ws(' ', payload::text, customer, reference, line, outcome::text, loyalty_answer::text) as text from request
    union all select org_id, request_id, 'A decision', comment from decision
    union all select org_id, request_id, 'Step ' || seq, concat_ws(' ', comment, outcome::text) from transition
    union all select org_id, request_id, 'A proposal', evidence from review) x`;

/** Nothing of one org is ever seen by another. Every payload of an org carries its marker, so that it can be looked for. */
export const tenantWall: Invariant = {
  id: 'I15',
  title: 'No org sees anything of another',
  check: async (world) => {
    const [own] = await world.rows<{ requests: string }>(
      'select count(*) as requests from request r join seen_marker m on m.org_id = r.org_id where position(m.marker in r.payload::text) > 0',
    );
    return findingOf(
      await judgeClauses(world, 'I15', [
        {
          name: 'stored rows',
          counted: 'select count(*) from request where (select count(*) from seen_marker) > 1',
          broken: `
            select x.org_id, x.request_id, x.place || ' holds the marker of org ' || m.org_id || '.' as sentence
              from ${TEXTS} join seen_marker m on m.org_id <> x.org_id and position(m.marker in x.text) > 0`,
        },
        {
          name: 'received events',
          counted: 'select count(*) from seen_event where (select count(*) from seen_marker) > 1',
          broken: `
            select c.org_id, s.request_id, 'Line ' || s.line || ' of receiver ' || s.endpoint_id || ' holds the marker of org ' || s.foreign_marker_of || '.' as sentence
              from seen_event s left join seen_receiver c on c.endpoint_id = s.endpoint_id
             where s.foreign_marker_of is not null`,
        },
        {
          name: 'answers to clients',
          counted: 'select count(*) from seen_call where markers_seen is not null',
          broken: `
            select c.org_id, c.request_id, 'The answer to call ' || c.call_id || ' (' || c.kind || ') held the marker of org ' || foreign_org || '.' as sentence
              from seen_call c cross join lateral unnest(c.markers_seen) as foreign_org
             where foreign_org <> c.org_id`,
        },
        {
          name: 'loyalty calls',
          counted: 'select count(*) from seen_effect where key_org is not null',
          broken: `
            select l.org_id, l.key_request as request_id, 'Effect ' || l.seq || ' of a request of org ' || l.key_org || ' happened in org ' || l.org_id || '.' as sentence
              from seen_effect l where l.key_org <> l.org_id`,
        },
      ]),
      Number(own?.requests ?? 0) === 0
        ? 'No payload holds the marker of its own org, so that finding none elsewhere says nothing.'
        : undefined,
    );
  },
};

import { invariantOf } from './clause';

const WITH_EFFECTS = 'wanted_effect w left join effect_count e on e.org_id = w.org_id and e.request_id = w.request_id';
/** Setting a label again changes nothing, so it is the labels that count. */
const SETS_A_VALUE = "w.type = 'CUSTOMER_STATUS_CHANGE'";
const TIMES = "coalesce(e.effects, 0) || ' effect(s)'";

/** An approved request has one effect, any other none, and nothing else has an effect at all. */
export const exactlyOneEffect = invariantOf('I5', 'Approved requests have exactly one effect', [
  {
    name: 'approved requests have one effect',
    counted: "select count(*) from wanted_effect where state = 'approved'",
    broken: `
      select w.org_id, w.request_id,
             'The request is approved' || case when w.resolved then ' by operators' else '' end || ', but has ' || ${TIMES} || '.' as sentence
        from ${WITH_EFFECTS}
       where w.state = 'approved'
         and case when ${SETS_A_VALUE} then coalesce(e.effects, 0) < 1 or e.labels > 1 else coalesce(e.effects, 0) <> 1 end`,
  },
  {
    name: 'failed requests have no effect',
    counted: "select count(*) from wanted_effect where state = 'failed'",
    broken: `
      select w.org_id, w.request_id,
             'The request is failed' || case when w.resolved then ' by operators' else '' end || ', but has ' || ${TIMES} || '.' as sentence
        from ${WITH_EFFECTS} where w.state = 'failed' and e.effects > 0`,
  },
  {
    name: 'requests that nobody approved have no effect',
    counted: "select count(*) from wanted_effect where state in ('pending', 'rejected', 'withdrawn', 'expired')",
    broken: `
      select w.org_id, w.request_id, 'The request is ' || w.state || ', but has ' || ${TIMES} || '.' as sentence
        from ${WITH_EFFECTS} where w.state in ('pending', 'rejected', 'withdrawn', 'expired') and e.effects > 0`,
  },
  {
    name: 'requests that have not ended have at most one effect',
    counted: "select count(*) from wanted_effect where state in ('accepted', 'needs_review')",
    broken: `
      select w.org_id, w.request_id, 'The request is ' || w.state || ' and has ' || ${TIMES} || ' already.' as sentence
        from ${WITH_EFFECTS}
       where w.state in ('accepted', 'needs_review') and case when ${SETS_A_VALUE} then e.labels > 1 else e.effects > 1 end`,
  },
  {
    name: 'each effect is of a request that was approved by a checker or by its policy',
    counted: 'select count(*) from seen_effect',
    broken: `
      select l.org_id, l.key_request as request_id,
             'Effect ' || l.seq || ' (' || l.call || ')' || case
               when l.key_request is null then ' has no key of Countersign.'
               when w.request_id is null then ' has the key of a request that does not exist.'
               when l.org_id <> w.org_id then ' happened in org ' || l.org_id || ', but its request is of org ' || w.org_id || '.'
               else ' is of a request that nobody approved.' end as sentence
        from seen_effect l left join wanted_effect w on w.org_id = l.key_org and w.request_id = l.key_request
       where w.request_id is null or l.org_id <> w.org_id or w.approved_by is null`,
  },
  {
    name: 'each effect is the one that was approved',
    counted: 'select count(*) from seen_effect where key_request is not null',
    broken: `
      select w.org_id, w.request_id,
             'Effect ' || l.seq || ' is not what was approved: ' || case
               when l.call is distinct from w.call then 'it is a ' || coalesce(l.call, 'nothing') || ' instead of a ' || w.call || '.'
               when l.points is distinct from w.points then coalesce(l.points::text, 'no') || ' points instead of ' || coalesce(w.points::text, 'none') || '.'
               when l.reference is distinct from w.reference then 'it has another reference.'
               when lower(l.label) is distinct from lower(w.label) then 'it sets another label.'
               when l.badge is distinct from w.badge then 'it is about another badge.'
               else 'it is about other customers.' end as sentence
        from seen_effect l join wanted_effect w on w.org_id = l.key_org and w.request_id = l.key_request
       where l.call is distinct from w.call or l.points is distinct from w.points or l.reference is distinct from w.reference
          or lower(l.label) is distinct from lower(w.label) or l.badge is distinct from w.badge
          or w.customer is not null and array[w.customer] is distinct from l.customers::text[]
          or w.customers is not null and not (to_jsonb(l.customers) <@ w.customers::jsonb and cardinality(l.customers) > 0
                                              and coalesce(l.issued, 0) <= json_array_length(w.customers))`,
  },
  {
    name: 'the points that moved are those of the approved requests, org by org',
    counted: 'select count(distinct org_id) from wanted_effect where points is not null',
    // What operators have yet to find out counts if it happened.
    broken: `
      select b.org_id, null::uuid as request_id,
             'By ' || b.call || ' ' || b.moved || ' points moved in org ' || b.org_id || ', but approved requests come to ' || b.approved || '.' as sentence
        from (select org_id, call, sum(moved) as moved, sum(approved) as approved
                from (select l.org_id, l.call, coalesce(l.points, 0) as moved, 0 as approved from seen_effect l
                      union all
                      select w.org_id, w.call, 0, coalesce(w.points, 0) from ${WITH_EFFECTS}
                       where w.state = 'approved' or w.state in ('accepted', 'needs_review') and e.effects > 0) s
               where call in ('redeem-points', 'award-goodwill-points') group by org_id, call) b
       where b.moved <> b.approved`,
  },
]);

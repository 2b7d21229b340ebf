import { CALL_CHECKS } from './call-checks';
import { expectEachCaught } from './proofs/breakage';

expectEachCaught(CALL_CHECKS, [
  {
    what: 'a body that is serialized again',
    caughtBy: 'builds a call that carries the query and body of the maker',
    saying: /not sent byte for byte/,
    definition: { buildCall: (call) => ({ query: call.payload.queryParams, bodyText: JSON.stringify(call.payload.body) }) },
  },
  {
    what: 'a query that is dropped',
    caughtBy: 'builds a call that carries the query and body of the maker',
    saying: /loses or changes the query parameter shop/,
    definition: { buildCall: ({ bodyText }) => ({ query: {}, bodyText }) },
  },
]);

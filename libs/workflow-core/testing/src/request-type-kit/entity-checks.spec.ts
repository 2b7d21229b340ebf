import { z } from 'zod';
import { ENTITY_CHECKS } from './entity-checks';
import { expectEachCaught } from './proofs/breakage';
import { stampPayload } from './proofs/stamp-grant';

const { body } = stampPayload.shape;

expectEachCaught(ENTITY_CHECKS, [
  {
    what: 'an entity field that the schema does not have',
    caughtBy: 'declares only entity fields that its schema has',
    saying: /names \/body\/tillId, which/,
    definition: { entityFields: { '/body/tillId': 'tillId' } },
  },
  {
    what: 'the id of a till that is not declared',
    caughtBy: 'declares every field whose name is that of an entity id',
    saying: /\/body\/till_id looks like/,
    definition: { payload: stampPayload.extend({ body: body.extend({ till_id: z.string().exactOptional() }) }) },
  },
  {
    what: 'ids of stores in a list that are not declared',
    caughtBy: 'declares every field whose name is that of an entity id',
    saying: /\/body\/lines\/\*\/storeIds\/\* looks like/,
    definition: {
      payload: stampPayload.extend({
        body: body.extend({ lines: z.array(z.strictObject({ storeIds: z.array(z.int()) })).exactOptional() }),
      }),
    },
  },
]);

import { kebabName, type RequestType } from '@countersign/contract';
import type { Pause } from '@countersign/engine';
import { jsonSchema } from '../../platform/openapi/route-description';
import { entityInfoSchema } from '../../views/requests/entity-info';

const ENTITY_INFO = jsonSchema(entityInfoSchema, 'input');

/** All that forms and lists need to know of a request type. */
export function requestTypeView(type: RequestType, pause: Pause | undefined) {
  const { key, title, pointsFlow, loyaltyRoute, payload, example, config, entityFields = {} } = type;
  return {
    type: key,
    name: kebabName(key),
    title,
    hasAmount: type.describe(example).amount !== undefined,
    pointsFlow,
    route: { method: loyaltyRoute.method, path: loyaltyRoute.path },
    payloadSchema: jsonSchema(payload, 'input'),
    example,
    configSchema: config && jsonSchema(config, 'input'),
    entityInfoSchema: ENTITY_INFO,
    entityFields: Object.fromEntries(Object.entries(entityFields).filter(([, level]) => level !== 'not-a-place')),
    paused: pause,
  };
}

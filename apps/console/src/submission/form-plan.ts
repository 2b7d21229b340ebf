import type { RequestTypeDescription } from '../api/request-types';
import type { RequestView } from '../api/request-view';
import type { Choices, Field, Values } from '../schema-form/field';
import { payloadOf, valuesOf } from '../schema-form/payload';
import { planFields } from '../schema-form/plan-fields';
import { placeOf } from './place';
import { ENTITY_INFO_POINTER, PAYLOAD_POINTER, submissionOf } from './submission';

/** All fields of a form: what is asked for, and where in the org it belongs. */
export interface FormPlan {
  readonly payload: Field;
  readonly entityInfo: Field;
  /** Fields of the payload that name where it belongs too. */
  readonly entityFields: Readonly<Record<string, string>>;
}

/** @param sample a payload whose shape is taken where the schema allows several */
export function planForm(
  { payloadSchema, entityInfoSchema, entityFields }: RequestTypeDescription,
  sample: unknown,
  choices: Choices,
): FormPlan {
  return {
    payload: planFields({ schema: payloadSchema, sample, pointer: PAYLOAD_POINTER, choices }),
    entityInfo: planFields({ schema: entityInfoSchema, sample: undefined, pointer: ENTITY_INFO_POINTER, choices }),
    entityFields,
  };
}

/** The JSON that is checked and submitted. */
export function submissionText({ payload, entityInfo, entityFields }: FormPlan, values: Values): string {
  const filled = payloadOf(payload, values);
  return JSON.stringify(submissionOf(filled, placeOf(payloadOf(entityInfo, values), filled, entityFields)));
}

/** What an earlier request asked for, without what the gateway put beside it. */
export function payloadOfRequest({ details }: RequestView): unknown {
  const { queryParams, body } = details['IntouchAPITask-Payload'];
  return { ...(queryParams !== undefined && { queryParams }), ...(body !== undefined && { body }) };
}

/** The values of a form that shows an earlier request. */
export function valuesOfRequest(plan: FormPlan, request: RequestView): Values {
  return { ...valuesOf(plan.payload, payloadOfRequest(request)), ...valuesOf(plan.entityInfo, request.details.entityInfo) };
}

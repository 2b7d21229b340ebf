import type { RequestView } from '../api/request-view';
import type { RequestTypeDescription } from '../api/request-types';
import type { Choices, Field, Values } from './schema-form/field';
import { payloadOf, valuesOf } from './schema-form/payload';
import { planFields } from './schema-form/plan-fields';
import { ENTITY_INFO_POINTER, PAYLOAD_POINTER, submissionOf } from './submission';

/** All fields of a form: what is asked for, and where in the org it belongs. */
export interface FormPlan {
  readonly payload: Field;
  readonly entityInfo: Field;
}

/** @param sample a payload whose shape is taken where the schema allows several */
export function planForm({ payloadSchema, entityInfoSchema }: RequestTypeDescription, sample: unknown, choices: Choices): FormPlan {
  return {
    payload: planFields({ schema: payloadSchema, sample, pointer: PAYLOAD_POINTER, choices }),
    entityInfo: planFields({ schema: entityInfoSchema, sample: undefined, pointer: ENTITY_INFO_POINTER, choices }),
  };
}

/** The JSON that is checked and submitted. */
export function submissionText({ payload, entityInfo }: FormPlan, values: Values): string {
  return JSON.stringify(submissionOf(payloadOf(payload, values), payloadOf(entityInfo, values)));
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

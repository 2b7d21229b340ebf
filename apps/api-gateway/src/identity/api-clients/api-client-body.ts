import { nameText } from '@countersign/contract';
import type { Grant } from '@countersign/engine';
import { z } from 'zod';
import { isLimited, limitFields } from '../../platform/auth/entity-limits';

/** What a program may be granted beside reading: a checker, an operator and a configurator are people. */
export const CLIENT_GRANTS = ['CanMakeRequest', 'CanAuditWorkflows'] as const;

const MOST_IDS = 200;
const grant = z.enum(CLIENT_GRANTS);
const ids = z
  .array(z.string().regex(/^\d{1,20}$/, 'expected an id of digits'))
  .min(1)
  .max(MOST_IDS);

const grants = z
  .array(z.union([grant, z.strictObject({ grant, ...limitFields(ids) }).refine(isLimited, 'expected ids to which the grant is limited')]))
  .max(10)
  .describe('Beside reading, which every client of the org may. Only what you hold yourself.');

/** A new API client. */
export const apiClientSchema = z.strictObject({
  name: nameText(100).describe('Unique among the clients of the org that are not disabled; shown where a person’s name would be.'),
  grants: grants.default([]),
});

export type ApiClientBody = z.output<typeof apiClientSchema>;

/** Other grants of an API client. */
export const clientGrantsSchema = z.strictObject({ grants });

export type ClientGrantsBody = z.output<typeof clientGrantsSchema>;

export function grantsOf({ grants }: Pick<ApiClientBody, 'grants'>): Grant[] {
  return grants.map((given) => {
    if (typeof given === 'string') return { name: given };
    const { grant: grantName, ...limitedTo } = given;
    return { name: grantName, limitedTo };
  });
}

/** Key and secret as `POST /v3/oauth/token/generate` takes them. */
export const credentialsSchema = z.strictObject({ key: z.string().max(100), secret: z.string().max(1_000) });

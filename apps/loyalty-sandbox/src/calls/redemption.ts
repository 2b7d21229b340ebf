import { z } from 'zod';
import { type Customer, type IdentifierKind } from '../state/customer';
import { type Organisation } from '../state/organisation';

const text = z.union([z.string(), z.number()]).transform(String);

const redeemSchema = z.object({
  points_redeemed: text,
  customer: z.object({ mobile: text.optional(), email: text.optional(), external_id: text.optional() }),
  redemption_time: z.string().optional(),
  transaction_number: text.optional(),
  external_reference_number: text.optional(),
  validation_code: text.optional(),
  redemption_purpose: z.string().optional(),
});

// The workflow's samples send one object, the redeem API's own examples an array of one.
const oneRedeem = z.preprocess((value) => (Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value), redeemSchema);
export const redemptionBodySchema = z.object({ root: z.object({ redeem: oneRedeem }) });
export const redemptionQuerySchema = z.object({ skip_validation: z.string().optional(), program_id: z.string().optional() });

/** A redemption as it was asked for; points stay the text that was sent. */
export interface Redemption {
  readonly points: string;
  readonly identifier: { readonly kind: IdentifierKind; readonly value: string } | undefined;
  readonly time: string | undefined;
  readonly transactionNumber: string;
  readonly reference: string | undefined;
  readonly validationCode: string | undefined;
  readonly skipsValidation: boolean;
  readonly purpose: string;
  readonly programId: number | undefined;
}

export function readRedemption(redeem: z.infer<typeof redeemSchema>, query: z.infer<typeof redemptionQuerySchema>): Redemption {
  return {
    points: redeem.points_redeemed,
    identifier: readIdentifier(redeem.customer),
    time: redeem.redemption_time,
    transactionNumber: redeem.transaction_number ?? '',
    // An empty reference is no reference: two of them are not the same redemption.
    reference: redeem.external_reference_number === '' ? undefined : redeem.external_reference_number,
    validationCode: redeem.validation_code,
    skipsValidation: query.skip_validation === 'true',
    purpose: redeem.redemption_purpose ?? '',
    programId: query.program_id === undefined ? undefined : Number(query.program_id),
  };
}

function readIdentifier(customer: z.infer<typeof redeemSchema>['customer']): Redemption['identifier'] {
  if (customer.mobile !== undefined) return { kind: 'mobile', value: customer.mobile };
  if (customer.email !== undefined) return { kind: 'email', value: customer.email };
  if (customer.external_id !== undefined) return { kind: 'externalId', value: customer.external_id };
  return undefined;
}

export function findRedeemer({ identifier }: Redemption, organisation: Organisation): Customer | undefined {
  return identifier === undefined ? undefined : organisation.findCustomer(identifier.kind, identifier.value);
}

import { z } from 'zod';
import { type LoyaltyCall } from '../protocol/loyalty-call';
import { UNDOCUMENTED, shapeProblem } from '../protocol/refusal-codes';
import { type Customer, type IdentifierKind } from '../state/customer';
import { findLabel, meansDeletion } from '../state/labels';
import { type EffectOf } from '../state/ledger-entry';
import { type Organisation } from '../state/organisation';
import { v2Refusal, v2Success } from './v2-answers';

const SOURCES = [
  'INSTORE',
  'FACEBOOK',
  'WEB_ENGAGE',
  'WECHAT',
  'MARTJACK',
  'TMALL',
  'TAOBAO',
  'JD',
  'ECOMMERCE',
  'WEBSITE',
  'LINE',
  'MOBILE_APP',
] as const;

/** The documented identifier names; nobody in the sandbox has one of the kinds that lead nowhere. */
const IDENTIFIERS: ReadonlyMap<string, IdentifierKind | undefined> = new Map([
  ['mobile', 'mobile'],
  ['email', 'email'],
  ['externalId', 'externalId'],
  ['cardnumber', undefined],
  ['cardExternalId', undefined],
  ['wechat', undefined],
  ['fbid', undefined],
  ['martjackId', undefined],
]);

const querySchema = z.object({
  source: z.string().optional(),
  identifierName: z.string().optional(),
  identifierValue: z.string().optional(),
});
const bodySchema = z.object({
  reason: z.string().min(1),
  label: z.string().min(1),
  createdOn: z.iso.datetime({ offset: true }).optional(),
});

type StatusChange = z.infer<typeof querySchema> & Pick<z.infer<typeof bodySchema>, 'label'>;

interface Accepted {
  readonly customer: Customer;
  readonly label: string;
}

/** Setting a label twice is no error: the loyalty API repeats it. */
export const changeCustomerStatus: LoyaltyCall<StatusChange, Accepted, EffectOf<'change-customer-status'>> = {
  name: 'change-customer-status',
  method: 'PUT',
  path: '/v2/customers/lookup/status',
  lockedAs: 'http-status',

  parse(request) {
    const query = querySchema.safeParse(request.query);
    const body = bodySchema.safeParse(request.body);
    if (!query.success) return { refusal: v2Refusal(UNDOCUMENTED, shapeProblem(query.error)) };
    if (!body.success) return { refusal: v2Refusal(UNDOCUMENTED, shapeProblem(body.error)) };
    return { value: { ...query.data, label: body.data.label } };
  },

  subject(change, organisation) {
    const customer = lookUp(change, organisation);
    return { reference: undefined, customerIds: customer === undefined ? [] : [customer.id] };
  },

  check(change, { organisation, settings }) {
    if (!SOURCES.some((source) => source === change.source)) return refused(8003, 'Invalid source');
    if (!IDENTIFIERS.has(change.identifierName ?? '') || !change.identifierValue) return refused(8013, 'Invalid customer identifier');
    const customer = lookUp(change, organisation);
    if (customer === undefined) return refused(8015, 'Customer not found');
    const label = findLabel(change.label);
    if (label === undefined) return refused(UNDOCUMENTED, 'The label is not defined in the organisation');
    if (settings.piiDeletionEnabled && meansDeletion(label)) {
      return refused('UPDATECUSTOMERSTATUS_1032', 'Deletion labels are set by the PII deletion flow only');
    }
    if (customer.label === 'Deleted') return refused(UNDOCUMENTED, 'A deleted customer cannot be changed');
    return { value: { customer, label: label.name } };
  },

  effect: ({ customer, label }) => ({
    call: 'change-customer-status',
    customerIds: [customer.id],
    reference: null,
    label,
    result: { createdId: customer.id },
  }),

  answer: (_accepted, { result }) => v2Success(200, result.createdId, { statusCode: '200', success: '1', fail: '0' }),

  refuse: v2Refusal,
};

function refused(code: number | string, message: string) {
  return { refusal: v2Refusal(code, message) };
}

function lookUp({ identifierName = '', identifierValue = '' }: StatusChange, organisation: Organisation): Customer | undefined {
  const kind = IDENTIFIERS.get(identifierName);
  return kind === undefined ? undefined : organisation.findCustomer(kind, identifierValue);
}

import { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Sandbox } from '../sandbox/sandbox';
import { type Customer, type CustomerProfile, customerProfileSchema, normalMobile } from '../state/customer';
import { DEFAULT_LABEL, findLabel } from '../state/labels';
import { type EffectOf } from '../state/ledger-entry';
import { PROGRAMS } from '../state/programs';
import { ControlError, readInput } from './control-errors';

const orgIdSchema = z.int().nonnegative();
const setCustomerSchema = customerProfileSchema
  .partial()
  .required({ id: true })
  .extend({ orgId: orgIdSchema.default(0) });
const orgQuerySchema = z.strictObject({ orgId: z.coerce.number().pipe(orgIdSchema).default(0) });

export function serveCustomers(server: FastifyInstance, sandbox: Sandbox): void {
  server.get<{ Params: { identifier: string } }>('/sandbox/customers/:identifier', async (request) => {
    const { orgId } = readInput(orgQuerySchema, request.query);
    const customer = sandbox.state.org(orgId).findByAnyIdentifier(request.params.identifier);
    if (customer === undefined) throw new ControlError(404, 'identifier: no such customer in this org');
    return show(customer);
  });

  server.post('/sandbox/customers', async (request) => {
    const { orgId, ...changes } = readInput(setCustomerSchema, request.body);
    const organisation = sandbox.state.org(orgId);
    const profile = merge(organisation.customer(changes.id), changes);
    if (findLabel(profile.label) === undefined) throw new ControlError(400, 'label: not a label of the sandbox');
    if (organisation.findIdentifierOwner(profile) !== undefined) {
      throw new ControlError(409, 'mobiles, email, externalId: one of them belongs to another customer');
    }
    const effect: EffectOf<'set-customer'> = { call: 'set-customer', customerIds: [profile.id], reference: null, profile };
    const { entry, durable } = sandbox.ledger.enter(effect, { orgId, idempotencyKey: null });
    sandbox.state.apply(entry);
    await durable;
    return { id: profile.id };
  });
}

type ProfileChanges = Omit<z.infer<typeof setCustomerSchema>, 'orgId'>;

/** What is not given stays as it is, or is the default of a new customer. */
function merge(known: Customer | undefined, changes: ProfileChanges): CustomerProfile {
  return {
    id: changes.id,
    mobiles: changes.mobiles?.map(normalMobile) ?? known?.mobiles ?? [],
    email: changes.email ?? known?.email ?? null,
    externalId: changes.externalId ?? known?.externalId ?? null,
    label: changes.label ?? known?.label ?? DEFAULT_LABEL,
    balance: changes.balance ?? known?.balance ?? 0,
    programIds: changes.programIds ?? known?.programIds ?? PROGRAMS.map((program) => program.id),
  };
}

function show(customer: Customer) {
  const label = findLabel(customer.label);
  return { ...customer, status: label?.status ?? null, restrictions: label?.blocks ?? [] };
}

import { type CallContext } from '../protocol/loyalty-call';
import { type Customer } from '../state/customer';
import { findLabel } from '../state/labels';
import { findProgram } from '../state/programs';
import { type Redemption } from './redemption';

/** The one-time password that the sandbox takes when a redemption does not skip validation. */
export const VALIDATION_CODE = '123456';

interface ItemRefusal {
  readonly code: number;
  readonly message: string;
}

type Rule = (redemption: Redemption, customer: Customer, context: CallContext) => ItemRefusal | undefined;

/** The first documented reason in the customer's standing, limits, balance and references. */
export function findBrokenRule(redemption: Redemption, customer: Customer, context: CallContext): ItemRefusal | undefined {
  const standing = [checkFraud, checkLabel, checkProgram, checkLimits, checkBalance];
  const rules: readonly Rule[] = context.settings.checkBalanceFirst ? [...standing, checkReference] : [checkReference, ...standing];
  return rules.map((rule) => rule(redemption, customer, context)).find((refusal) => refusal !== undefined);
}

/** What is wrong with the redemption whoever the customer is. */
export function findMalformed(redemption: Redemption): ItemRefusal | undefined {
  const { points, identifier, time, skipsValidation, validationCode } = redemption;
  if (!/^\d+(\.\d+)?$/.test(points) || Number(points) <= 0) return { code: 801, message: 'Invalid points' };
  if (/\.\d{4,}$/.test(points)) return { code: 878, message: 'Points can have at most 3 decimals' };
  if (identifier === undefined) return { code: 802, message: 'Invalid customer identifier' };
  if (time !== undefined && !isLocalDateTime(time)) return { code: 859, message: 'Invalid redemption time' };
  if (!skipsValidation && validationCode !== VALIDATION_CODE) return { code: 808, message: 'Invalid validation code' };
  return undefined;
}

const checkReference: Rule = ({ reference }, _customer, { organisation }) =>
  reference !== undefined && organisation.hasUsed('redeem-points', reference)
    ? { code: 744, message: 'Reference number already exists' }
    : undefined;

const checkFraud: Rule = (_redemption, customer) =>
  findLabel(customer.label)?.status.startsWith('Fraud') === true ? { code: 809, message: 'Customer is marked as fraud' } : undefined;

const checkLabel: Rule = (_redemption, customer) =>
  findLabel(customer.label)?.blocks.includes('redemption') === true
    ? { code: 817, message: "Redemption failed: the customer's label does not allow it" }
    : undefined;

const checkProgram: Rule = ({ programId }, customer) =>
  programId !== undefined && !customer.programIds.includes(programId)
    ? { code: 881, message: 'Customer is not enrolled in the loyalty programme' }
    : undefined;

const checkLimits: Rule = ({ points, programId }) => {
  const limits = programId === undefined ? undefined : findProgram(programId)?.redemptionLimits;
  if (limits === undefined) return undefined;
  if (Number(points) < limits.min) return { code: 821, message: 'Points are below the minimum of one redemption' };
  if (Number(points) > limits.max) return { code: 819, message: 'Points are above the maximum of one redemption' };
  if (Number(points) % limits.multipleOf !== 0) return { code: 807, message: 'Points are not a multiple of the redemption unit' };
  return undefined;
};

const checkBalance: Rule = ({ points }, customer) =>
  Number(points) > customer.balance ? { code: 803, message: 'Points are more than the customer has' } : undefined;

function isLocalDateTime(text: string): boolean {
  const time = Date.parse(`${text.replace(' ', 'T')}Z`);
  return (
    /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text) &&
    !Number.isNaN(time) &&
    new Date(time).toISOString().startsWith(text.replace(' ', 'T'))
  );
}

import {
  CUSTOMER_LOCKED,
  type ExecutionOutcome,
  isRefusalStatus,
  isSuccessStatus,
  type LoyaltyResponse,
  type OutcomeWarning,
  readEnvelope,
  refusedFor,
  undocumentedAnswer,
} from '@countersign/contract';

const REQUEST_ID_USED = '809';

const DOCUMENTED_REFUSALS: ReadonlySet<string> = new Set([
  CUSTOMER_LOCKED,
  REQUEST_ID_USED,
  '810', // not claimed by that owner
  '811', // must be issued before it is earned
  '816', // event date outside the badge's window
  '1040', // an active issue exists
  '1054', // badge not in this org
]);

/** What one badge call makes of its own `data`; `undefined` when that is not documented. */
export type DataJudge = (data: object, warnings: readonly OutcomeWarning[]) => ExecutionOutcome | undefined;

/** Both badge calls answer in one envelope: data without errors, or documented errors without data. All else is in doubt. */
export function interpretBadgeAnswer(response: LoyaltyResponse, judgeData: DataJudge): ExecutionOutcome {
  const undocumented = undocumentedAnswer(response);
  const envelope = readEnvelope(response.body);
  if (!envelope) return undocumented;
  const { data, errors, warnings } = envelope;
  const [first, ...more] = errors;
  if (!first) return data && isSuccessStatus(response) ? (judgeData(data, warnings) ?? undocumented) : undocumented;
  const isRefusal = !data && (isSuccessStatus(response) || isRefusalStatus(response));
  if (!isRefusal || !errors.every(({ code }) => DOCUMENTED_REFUSALS.has(code))) return undocumented;
  const isDuplicate = errors.every(({ code }) => code === REQUEST_ID_USED);
  return isDuplicate ? { kind: 'duplicate', code: first.code, message: first.message } : refusedFor([first, ...more]);
}

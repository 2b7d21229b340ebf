import { answerHashOf, type CallKind } from '@countersign/invariant-checker';

/** What an answer of the gateway says, as far as the workload goes by it. */
export interface AnswerFacts {
  readonly requestId?: string;
  readonly state?: string;
  /** No checker is needed. */
  readonly autoApproved?: boolean;
  /** The documented code of the first problem. */
  readonly code?: number;
  readonly answerHash?: string;
}

interface RequestAnswer {
  readonly requestId?: string;
  readonly state?: string;
  readonly details?: { readonly autoApproved?: boolean };
}

interface Envelope {
  readonly data?: (RequestAnswer & { readonly request?: RequestAnswer }) | null;
  readonly errors?: readonly { readonly code: number }[] | null;
}

export function readAnswer(kind: CallKind, text: string): AnswerFacts {
  const { data, errors } = parse(text);
  const [problem] = errors ?? [];
  if (problem) return { code: problem.code };
  const { requestId, state, details } = data?.request ?? data ?? {};
  const autoApproved = details?.autoApproved === true;
  return {
    ...(requestId !== undefined && { requestId }),
    ...(state !== undefined && { state }),
    autoApproved,
    // A repeated decision is answered with the request as it stands by then, and so is a repeated submission that needs no checker.
    ...(kind === 'submit' && requestId !== undefined && !autoApproved && { answerHash: answerHashOf(text) }),
  };
}

/** A gateway that is being killed, or a proxy before it, may answer anything. */
function parse(text: string): Envelope {
  try {
    const envelope: unknown = JSON.parse(text);
    return typeof envelope === 'object' && envelope !== null ? envelope : {};
  } catch {
    return {};
  }
}

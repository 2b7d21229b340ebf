import { z } from 'zod';

const envelopeSchema = z.looseObject({ errors: z.array(z.looseObject({ code: z.number(), message: z.string() })) });

/** The gateway answered and did not do what it was asked. */
export class GatewayRefusal extends Error {
  /** The documented codes, of the problems in the answer. */
  readonly codes: readonly number[];

  constructor(
    method: string,
    path: string,
    readonly status: number,
    body: string,
  ) {
    const problems = problemsOf(body);
    const told = problems.map(({ code, message }) => `${code}: ${message}`).join(' ');
    super(`${method} ${path} was answered with HTTP ${status}${told ? ` (${told})` : ''}.`);
    this.name = 'GatewayRefusal';
    this.codes = problems.map(({ code }) => code);
  }
}

function problemsOf(body: string): z.output<typeof envelopeSchema>['errors'] {
  try {
    return envelopeSchema.parse(JSON.parse(body)).errors;
  } catch {
    return [];
  }
}

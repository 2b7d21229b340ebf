import { belongsTo, WorkflowError } from '@countersign/engine';
import { Inject, Injectable } from '@nestjs/common';
import { Callers } from '../../platform/auth/callers';
import { TokenRevocations } from '../../platform/auth/token-revocations';
import type { ChangeStream } from './change-stream';

/** Kinds by which somebody may not listen any longer; everything else passes. */
const FOR_GOOD: readonly string[] = ['not-authenticated', 'no-permission'];

/** Whether those who listen still may: a token may end, or be revoked, while its answer goes on. */
@Injectable()
export class Listening {
  constructor(
    @Inject(Callers) private readonly callers: Callers,
    @Inject(TokenRevocations) private readonly revocations: TokenRevocations,
  ) {}

  async isAllowed({ request, listener: { orgId } }: Pick<ChangeStream, 'request' | 'listener'>): Promise<boolean> {
    try {
      const actor = await this.callers.identify(request);
      await this.revocations.refuseRevoked(actor, orgId, true);
      return belongsTo(actor, orgId);
    } catch (error) {
      return !(error instanceof WorkflowError && FOR_GOOD.includes(error.problems[0].kind));
    }
  }
}

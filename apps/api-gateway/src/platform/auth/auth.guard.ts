import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { isRead } from '../http/is-read';
import { Callers } from './callers';
import { chosenOrg } from './chosen-org';
import { TokenRevocations } from './token-revocations';

const PUBLIC = 'countersign:public';
const NEEDS_NO_ORG = 'countersign:needs-no-org';
const REVOCATION_MAY_LAG = 'countersign:revocation-may-lag';

/** Opens a controller or route to callers without a token; everything else is closed. */
export const Public = () => SetMetadata(PUBLIC, true);

/** A read about the caller alone: somebody of several orgs need not choose one. Where one is chosen, it is looked at as ever. */
export const NeedsNoOrg = () => SetMetadata(NEEDS_NO_ORG, true);

/** A write whose own statement looks for a revocation, or that a checker still has to look at. All other writes look before they begin. */
export const RevocationMayLag = () => SetMetadata(REVOCATION_MAY_LAG, true);

/** Establishes who calls and for which org, before anything in the body is looked at. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(Callers) private readonly callers: Callers,
    @Inject(TokenRevocations) private readonly revocations: TokenRevocations,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.says(PUBLIC, context)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { method } = request;
    const actor = await this.callers.identify(request);
    request.actor = actor;
    const header = request.headers['x-cap-api-auth-org-id'];
    if (!header && actor.orgs.size > 1 && this.says(NEEDS_NO_ORG, context)) return true;
    const orgId = chosenOrg(actor, method, header);
    request.caller = { actor, orgId };
    await this.revocations.refuseRevoked(actor, orgId, isRead(method) || this.says(REVOCATION_MAY_LAG, context));
    return true;
  }

  private says(what: string, context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride<boolean | undefined>(what, [context.getHandler(), context.getClass()]) ?? false;
  }
}

import type { Actor } from '@countersign/engine';
import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ClientAccounts } from '../api-clients/client-accounts';
import { RateLimits } from '../pressure/rate-limits';
import { TokenRevocations } from '../revocations/token-revocations';
import { chosenOrg } from './chosen-org';
import { presentedBy } from './presented';
import { TokenVerifier } from './token-verifier';

const PUBLIC = 'countersign:public';
const REVOCATION_MAY_LAG = 'countersign:revocation-may-lag';

/** Opens a controller or route to callers without a token; everything else is closed. */
export const Public = () => SetMetadata(PUBLIC, true);

/** A write whose own statement looks for a revocation, or that a checker still has to look at. All other writes look before they begin. */
export const RevocationMayLag = () => SetMetadata(REVOCATION_MAY_LAG, true);

/** Establishes who calls and for which org, before anything in the body is looked at. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(TokenVerifier) private readonly tokens: TokenVerifier,
    @Inject(ClientAccounts) private readonly clients: ClientAccounts,
    @Inject(TokenRevocations) private readonly revocations: TokenRevocations,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.says(PUBLIC, context)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { method } = request;
    const actor = await this.actorOf(request);
    request.actor = actor;
    const orgId = chosenOrg(actor, method, request.headers['x-cap-api-auth-org-id']);
    const isRead = method === 'GET' || method === 'HEAD';
    request.caller = { actor, orgId };
    await this.revocations.refuseRevoked(actor, orgId, isRead || this.says(REVOCATION_MAY_LAG, context));
    return true;
  }

  private actorOf(request: FastifyRequest): Actor | Promise<Actor> {
    const presented = presentedBy(request);
    switch (presented.kind) {
      case 'user-token':
        return this.tokens.findKnown(presented.token) ?? this.verify(presented.token, request.ip);
      case 'api-token':
        return this.clients.byToken(presented.token, request.ip);
      case 'secret':
        return this.clients.bySecret(presented.credentials, request.ip);
    }
  }

  /** Verifying costs more than anything else that a stranger can make us do, so an address gets only so much of it. */
  private async verify(token: string | undefined, address: string): Promise<Actor> {
    await this.limits.admitAddress(address);
    return this.tokens.verify(token);
  }

  private says(what: string, context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride<boolean | undefined>(what, [context.getHandler(), context.getClass()]) ?? false;
  }
}

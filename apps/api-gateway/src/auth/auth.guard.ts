import type { Actor } from '@countersign/engine';
import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { RateLimits } from '../pressure/rate-limits';
import { chosenOrg } from './chosen-org';
import { TokenVerifier } from './token-verifier';

const PUBLIC = 'countersign:public';

/** Opens a controller or route to callers without a token; everything else is closed. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Establishes who calls and for which org, before anything in the body is looked at. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(TokenVerifier) private readonly tokens: TokenVerifier,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = tokenOf(request.headers);
    const actor = this.tokens.findKnown(token) ?? (await this.verify(token, request.ip));
    request.actor = actor;
    request.caller = { actor, orgId: chosenOrg(actor, request.method, request.headers['x-cap-api-auth-org-id']) };
    return true;
  }

  /** Verifying costs more than anything else that a stranger can make us do, so an address gets only so much of it. */
  private async verify(token: string | undefined, address: string): Promise<Actor> {
    await this.limits.admitAddress(address);
    return this.tokens.verify(token);
  }
}

/** Clients of the documented API send Basic credentials beside the user's token; those are not looked at. */
function tokenOf(headers: FastifyRequest['headers']): string | undefined {
  const own = headers['x-cap-ui-auth-token'];
  if (typeof own === 'string' && own !== '') return own;
  return /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
}

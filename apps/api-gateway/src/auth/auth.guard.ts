import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
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
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const actor = await this.tokens.verify(tokenOf(request.headers));
    request.caller = { actor, orgId: chosenOrg(actor, request.method, request.headers['x-cap-api-auth-org-id']) };
    return true;
  }
}

/** Clients of the documented API send Basic credentials beside the user's token; those are not looked at. */
function tokenOf(headers: FastifyRequest['headers']): string | undefined {
  const own = headers['x-cap-ui-auth-token'];
  if (typeof own === 'string' && own !== '') return own;
  return /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
}

import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerAddress } from '../http/caller-address';
import { isRead } from '../http/is-read';
import { RateLimits } from './rate-limits';
import { urgencyOf } from './urgency';

/** Runs behind the guard that establishes the caller. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(@Inject(RateLimits) private readonly limits: RateLimits) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (urgencyOf(request) === 'always') return true;
    if (request.caller) await this.limits.admitCaller(request.caller, isRead(request.method) ? 'read' : 'write');
    else await this.limits.admitAddress(callerAddress(request));
    return true;
  }
}

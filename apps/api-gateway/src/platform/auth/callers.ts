import type { Actor } from '@countersign/engine';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerAddress } from '../http/caller-address';
import { RateLimits } from '../pressure/rate-limits';
import { ClientAccounts } from './client-accounts';
import { presentedBy } from './presented';
import { TokenVerifier } from './token-verifier';

/** Who makes a call, by what it shows. */
@Injectable()
export class Callers {
  constructor(
    @Inject(TokenVerifier) private readonly tokens: TokenVerifier,
    @Inject(ClientAccounts) private readonly clients: ClientAccounts,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  /** @throws WorkflowError `not-authenticated`, or `rate-limited` for an address that shows too much that nobody knows */
  identify(request: FastifyRequest): Actor | Promise<Actor> {
    const presented = presentedBy(request);
    switch (presented.kind) {
      case 'user-token':
        return this.tokens.findKnown(presented.token) ?? this.verify(presented.token, callerAddress(request));
      case 'api-token':
        return this.clients.byToken(presented.token, callerAddress(request));
      case 'secret':
        return this.clients.bySecret(presented.credentials, callerAddress(request));
    }
  }

  /** Verifying costs more than anything else that a stranger can make us do, so an address gets only so much of it. */
  private async verify(token: string | undefined, address: string): Promise<Actor> {
    await this.limits.admitAddress(address);
    return this.tokens.verify(token);
  }
}

import type { Actor } from '@countersign/engine';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NeedsNoOrg } from '../../platform/auth/auth.guard';
import { answerJson } from '../../platform/http/answer-json';

/** Who the presented token is about. */
@Controller('v3/me')
export class MeController {
  @Get()
  @NeedsNoOrg()
  read(@Req() { actor }: FastifyRequest, @Res() reply: FastifyReply): void {
    answerJson(reply, { data: meView(actor as Actor) });
  }
}

/** Who calls, as the token says it: a token that was revoked in one of the orgs still names it here. */
function meView({ userId, name, orgs, issuedAt, tokenExpiresAt }: Actor) {
  return {
    user: { id: userId, name },
    kind: issuedAt ? 'person' : 'program',
    orgs: [...orgs].map(([orgId, grants]) => ({
      orgId,
      grants: grants.map(({ name: grant, limitedTo }) => (limitedTo === undefined ? { grant } : { grant, limitedTo })),
    })),
    expiresAt: tokenExpiresAt,
  };
}

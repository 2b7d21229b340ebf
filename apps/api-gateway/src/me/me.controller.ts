import type { Actor } from '@countersign/engine';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NeedsNoOrg } from '../auth/auth.guard';
import { answerJson } from '../http/answer-json';
import { meView } from './me-view';

/** Who the presented token is about. */
@Controller('v3/me')
export class MeController {
  @Get()
  @NeedsNoOrg()
  read(@Req() { actor }: FastifyRequest, @Res() reply: FastifyReply): void {
    answerJson(reply, { data: meView(actor as Actor) });
  }
}

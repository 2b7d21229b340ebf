import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../platform/auth/auth.guard';

/** People who type the bare address look for the console. */
@Public()
@Controller()
export class RootController {
  @Get()
  enter(@Res() reply: FastifyReply): void {
    reply.redirect('/console', 302);
  }
}

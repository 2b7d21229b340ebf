import { RequestTypeRegistry } from '@countersign/contract';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/auth.guard';
import { JSON_TYPE } from '../http/answer-json';
import { DescribedRoutes } from './describes-routes';
import { buildDocument } from './document';
import { DOCUMENTATION_HEADERS, DOCUMENTATION_PAGE, DOCUMENTATION_SCRIPT } from './documentation-page';

/** The API description, for programs and for people. */
@Public()
@Controller()
export class OpenapiController {
  private documentText: string | undefined;

  constructor(
    @Inject(DescribedRoutes) private readonly routes: DescribedRoutes,
    @Inject(RequestTypeRegistry) private readonly types: RequestTypeRegistry,
  ) {}

  @Get('openapi.json')
  document(@Res() reply: FastifyReply): void {
    this.documentText ??= JSON.stringify(buildDocument(this.routes.all(), this.types.all()));
    reply.header('content-type', JSON_TYPE).send(this.documentText);
  }

  @Get('docs')
  page(@Res() reply: FastifyReply): void {
    reply.headers(DOCUMENTATION_HEADERS).header('content-type', 'text/html; charset=utf-8').send(DOCUMENTATION_PAGE);
  }

  @Get('docs/start.js')
  script(@Res() reply: FastifyReply): void {
    reply.headers(DOCUMENTATION_HEADERS).header('content-type', 'text/javascript; charset=utf-8').send(DOCUMENTATION_SCRIPT);
  }
}

import { readScopeOf } from '@countersign/engine';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { readPreference } from '../../platform/http/preference';
import { ChangeStream } from './change-stream';
import { ChangeStreams } from './change-streams';

/** Tells at once which requests of an org have changed; what they are now is read as ever. */
@Controller('v3/changes')
export class ChangesController {
  constructor(@Inject(ChangeStreams) private readonly streams: ChangeStreams) {}

  @Get()
  @RouteConfig({ isStream: true })
  async listen(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @CurrentCall() call: Call): Promise<void> {
    const { waitMs, applied } = readPreference(call.prefer);
    const scope = readScopeOf(call.actor, call.orgId);
    await this.streams.admit(call);
    if (applied !== undefined) reply.header('preference-applied', applied);
    const stream = new ChangeStream(request, { actor: call.actor, orgId: call.orgId, scope }, reply, this.streams.remove);
    this.streams.add(stream);
    // HEAD has no body that could go on.
    const lastsMs = request.method === 'HEAD' ? 0 : applied === undefined ? undefined : waitMs;
    if (lastsMs === 0) stream.end();
    else if (lastsMs !== undefined)
      setTimeout(() => {
        stream.end();
      }, lastsMs).unref();
  }
}

import { randomBytes } from 'node:crypto';
import { Controller, Get, Inject, NotFoundException, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../platform/auth/auth.guard';
import { BuiltConsole, type ConsoleFile } from './built-console';
import { FILE_HEADERS, fileHeaders, pageHeaders } from './console-headers';
import type { ConsoleSettings } from './console-settings';
import type { ConsoleConfig } from './console.config';
import { CONSOLE_CONFIG, CONSOLE_SETTINGS } from './console.tokens';

const NOT_BUILT = 'The console is not built here. Build it, and start the gateway again: npx nx build console\n';
/** Served by somebody else; when it comes to us it is not there. */
const QUEUES = /^queues(\/|$)/;
const ASSETS = /^assets(\/|$)/;
/** What ends like the name of a file is one, and not a place inside the console. */
const FILE_NAME = /\.[a-z0-9]{1,12}$/i;

/** The console's page for every place in it, since the browser alone knows which places there are. */
@Public()
@Controller('console')
export class ConsoleController {
  constructor(
    @Inject(BuiltConsole) private readonly built: BuiltConsole,
    @Inject(CONSOLE_CONFIG) private readonly config: ConsoleConfig,
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  @Get()
  enter(@Res() reply: FastifyReply): void {
    reply.redirect('/console/', 302);
  }

  @Get('settings.json')
  tellSettings(@Res() reply: FastifyReply): void {
    reply
      .headers({ ...FILE_HEADERS, 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' })
      .send(JSON.stringify(this.settings));
  }

  @Get('*')
  show(@Req() { params, headers }: FastifyRequest, @Res() reply: FastifyReply): void {
    const place = (params as Readonly<Record<string, string>>)['*'] ?? '';
    if (QUEUES.test(place)) throw new NotFoundException();
    const nonce = randomBytes(16).toString('base64');
    const page = this.built.pageWith(nonce);
    if (page === undefined) {
      reply
        .code(503)
        .headers({ ...FILE_HEADERS, 'retry-after': '60', 'content-type': 'text/plain; charset=utf-8' })
        .send(NOT_BUILT);
      return;
    }
    const file = this.built.find(place);
    if (file) {
      sendFile(reply, file, headers['accept-encoding']);
      return;
    }
    if (ASSETS.test(place) || FILE_NAME.test(place)) throw new NotFoundException();
    reply.headers({ ...pageHeaders(nonce, this.config.signIn), 'content-type': 'text/html; charset=utf-8' }).send(page);
  }
}

function sendFile(reply: FastifyReply, file: ConsoleFile, accepted: string | string[] | undefined): void {
  const codings = codingsOf(String(accepted ?? ''));
  const packed = file.packed.find(({ coding }) => codings.includes(coding));
  reply.headers(fileHeaders(file, packed?.coding)).send(packed?.content ?? file.content);
}

/** What a caller can unpack, without what it refuses by `q=0`. */
function codingsOf(accepted: string): readonly string[] {
  return accepted
    .toLowerCase()
    .split(',')
    .map((each) => each.split(';').map((part) => part.trim()))
    .filter(([, weight = '']) => !/^q=0(?:\.0*)?$/.test(weight))
    .map(([coding = '']) => coding);
}

import { Controller, Get, Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Logger, LoggerModule } from 'nestjs-pino';
import { createLogger, type LogLevel } from './logger';
import { nestLoggerParams } from './nest-logger';

// nestjs-pino keeps the first logger of a process for Nest's own lines: both apps write to one place.
const lines: string[] = [];

async function linesOfOneRequest(level: LogLevel): Promise<string[]> {
  const logger = createLogger({ name: 'api-gateway', level }, { write: (line) => void lines.push(line) });
  const before = lines.length;

  @Controller()
  class Customers {
    @Get('customers')
    find() {
      return [];
    }
  }
  @Module({ imports: [LoggerModule.forRoot(nestLoggerParams(logger))], controllers: [Customers] })
  class App {}

  const built = await Test.createTestingModule({ imports: [App] }).compile();
  const app = built.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { bufferLogs: true });
  app.useLogger(app.get(Logger));
  await app.init();
  const booted = lines.length;
  const answer = await app.inject({ url: '/customers?mobile=919900000101', headers: { authorization: 'Bearer hunter2' } });
  expect(answer.statusCode).toBe(200);
  await app.close();
  expect(booted).toBeGreaterThan(before);
  return lines.slice(booted);
}

describe('nestLoggerParams', () => {
  it('logs no request above level debug, though Nest itself logs', async () => {
    expect(await linesOfOneRequest('info')).toEqual([]);
  });

  it('logs a request at level debug by method, path and status, without query and headers', async () => {
    const [line = '', ...more] = await linesOfOneRequest('debug');
    expect(JSON.parse(line)).toMatchObject({ level: 'debug', req: { method: 'GET', path: '/customers' }, res: { statusCode: 200 } });
    expect(line).not.toMatch(/919900000101|hunter2/);
    expect(more).toEqual([]);
  });
});

import { Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { z } from 'zod';
import { defineRequestType, type RequestType } from './request-type';
import { RequestTypeModule, RequestTypeRegistryModule } from './request-type.module';
import { RequestTypeRegistry } from './request-type-registry';

function stampType(overrides: Partial<RequestType<{ stamps: number }>> = {}) {
  return defineRequestType<{ stamps: number }>({
    key: 'STAMP_GRANT',
    title: 'Stamp grant',
    version: 1,
    payload: z.strictObject({ stamps: z.number() }),
    example: { stamps: 3 },
    loyaltyRoute: { method: 'POST', path: '/v1/stamps' },
    describe: ({ stamps }) => ({ customer: '1', line: `Grant ${stamps} stamps` }),
    naturalKey: () => undefined,
    loyaltyKey: () => undefined,
    whenInDoubt: () => 'hold',
    buildCall: ({ bodyText }) => ({ query: {}, bodyText }),
    interpretResponse: () => ({ kind: 'executed' }),
    ...overrides,
  });
}

function boot(...definitions: RequestType<{ stamps: number }>[]) {
  @Module({ imports: [RequestTypeRegistryModule, ...definitions.map((definition) => RequestTypeModule.forFeature(definition))] })
  class App {}
  return Test.createTestingModule({ imports: [App] }).compile();
}

describe('RequestTypeRegistry', () => {
  it('collects what forFeature registered anywhere in the app', async () => {
    const app = await boot(stampType());
    expect(app.get(RequestTypeRegistry).find('STAMP_GRANT')?.title).toBe('Stamp grant');
    await app.close();
  });

  it('finds a type by any spelling of its URL segment', () => {
    const registry = new RequestTypeRegistry([stampType()]);
    for (const spelling of ['STAMP-GRANT', 'stamp-grant', 'Stamp_Grant']) expect(registry.findByUrl(spelling)?.key).toBe('STAMP_GRANT');
    expect(registry.findByUrl('STAMPGRANT')).toBeUndefined();
  });

  it('stops the boot when two libs register one key, and names it', async () => {
    await expect(boot(stampType(), stampType({ title: 'Other' }))).rejects.toThrow(/STAMP_GRANT is registered twice/);
  });

  it.each([
    ['a key that is not UPPER_SNAKE', { key: 'stamp-grant' }, /key must be UPPER_SNAKE/],
    ['an example that its own schema refuses', { example: { stamps: 'three' } as never }, /example must satisfy/],
    ['a path with a query', { loyaltyRoute: { method: 'POST', path: '/v1/stamps?x=1' } as const }, /hold no query/],
    ['a missing function', { interpretResponse: undefined as never }, /interpretResponse must be a function/],
    ['the same rule twice', { rules: [ruleNamed('within-cap'), ruleNamed('within-cap')] }, /rule "within-cap" stands twice/],
  ])('stops the boot on %s', async (_, overrides, message) => {
    await expect(boot(stampType(overrides))).rejects.toThrow(message);
  });
});

function ruleNamed(name: string) {
  return { name, at: ['submit'] as const, check: () => undefined };
}

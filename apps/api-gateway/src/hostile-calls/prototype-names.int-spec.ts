import { operationsOf } from '../../test-support/fuzz/fuzzed-calls';
import { startTestGateway, type TestGateway } from '../../test-support/gateway';
import { ENTITY, redemption, REQUESTS, submit } from '../../test-support/requests';
import { CONFIGURATOR, MAKER, type TestPerson } from '../../test-support/tokens';
import type { OpenapiDocument } from '../platform/openapi/document';

/** What every object has without anybody having put it there. */
const NAMES = ['toString', 'constructor', '__proto__', 'hasOwnProperty', 'valueOf', 'isPrototypeOf', 'prototype'];
const NOBODY = '0199d3a4-5b6c-7d8e-9f01-23456789abcd';
const EVERYBODY: TestPerson = {
  id: 6001,
  name: 'all.one',
  orgs: { '0': ['CanMakeRequest', 'CanCheckRequest', 'CanConfigureWorkflows', 'CanOperateWorkflows', 'CanAuditWorkflows'] },
};

describe.each(NAMES)('the name %s, where callers choose names', (name) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  it('is an unknown parameter of every query, and part of a path that leads nowhere', async () => {
    const document = JSON.parse((await gateway.call({ url: '/openapi.json' })).text) as OpenapiDocument;
    for (const { path, method } of operationsOf(document)) {
      if (path.endsWith('/changes')) continue;
      for (const url of [`${path.replaceAll(/\{\w+\}/g, NOBODY)}?${name}=1&${name}[a]=2`, path.replaceAll(/\{\w+\}/g, name)]) {
        const answer = await gateway.call({ method: method.toUpperCase() as 'GET', url, as: EVERYBODY });
        expect([method, url, answer.status < 500]).toEqual([method, url, true]);
      }
    }
    expect((await gateway.call({ url: `${REQUESTS}/requests?${name}=1`, as: MAKER })).status).toBe(400);
  });

  it('is no field of a submission, of its place, of its query or of its payload', async () => {
    const body = redemption('PROTO-1');
    for (const [place, text] of [
      ['the body', body.replace('{', `{"${name}":"x",`)],
      ['the place', body.replace(JSON.stringify(ENTITY), JSON.stringify(ENTITY).replace('{', `{"${name}":"1",`))],
      ['the query', body.replace('"queryParams":{', `"queryParams":{"${name}":"x",`)],
      ['the customer', body.replace('"customer":{', `"customer":{"${name}":"x",`)],
      ['the type', body],
    ] as const) {
      const answer = await submit(gateway, text, place === 'the type' ? { type: name } : {});
      expect([place, answer.status]).toEqual([place, place === 'the type' ? 404 : 400]);
    }
  });

  it('may name a custom field, and finds nothing that nobody put there', async () => {
    const fields = JSON.stringify([{ name, value: name }]);
    const answer = await submit(gateway, redemption('PROTO-2').replace('"customer":{', `"custom_fields":{"field":${fields}},"customer":{`));
    expect(answer.status).toBeLessThan(500);
  });

  it('is no stored header of a webhook', async () => {
    const webHook = {
      ...{ name: 'proto', eventNames: ['requestWorkflowEvent'], webHookType: 'HTTP', methodType: 'POST' },
      webHookUrl: 'https://hooks.example.com/in',
    };
    const made = await gateway.call({ method: 'POST', url: '/v3/webHooks', as: CONFIGURATOR, body: webHook });
    const { webHookId } = made.json['data'] as unknown as { webHookId: string };
    const headers = JSON.parse(`{"${name}":"****"}`) as object;
    const calls = [
      { method: 'POST', url: '/v3/webHooks' },
      { method: 'PUT', url: `/v3/webHooks/${webHookId}` },
    ] as const;
    for (const call of calls) {
      const answer = await gateway.call({ ...call, as: CONFIGURATOR, body: { ...webHook, webHookHeaders: headers } });
      expect([call.method, answer.status, answer.json['errors']]).toMatchObject([call.method, 400, [{ code: 2008 }]]);
    }
  });
});

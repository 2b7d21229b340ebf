import { requestIdOf, tryWords } from './delivery-words';
import { NEW_WEBHOOK, webhookBodyOf, webhookDraftOf, webhookProblems } from './webhook-draft';
import type { WebhookView } from './webhook-views';

const webhook: WebhookView = {
  webHookId: '5b0c3a52-8f0d-4b53-9a55-0d6c3c7a1e11',
  name: 'crm',
  webHookUrl: 'https://crm.example.com/hooks',
  eventNames: ['requestWorkflowEvent'],
  webHookHeaders: { 'X-Api-Key': '****' },
  maxAllowedConnections: 5,
  slaInSeconds: 10,
  active: false,
  payload: 'extended',
};

describe('a webhook in the form', () => {
  it('is saved with every setting that it had, so that none falls back to its default', () => {
    expect(webhookBodyOf(webhookDraftOf(webhook))).toEqual({
      name: 'crm',
      active: false,
      eventNames: ['requestWorkflowEvent'],
      webHookType: 'HTTP',
      methodType: 'POST',
      webHookUrl: 'https://crm.example.com/hooks',
      webHookHeaders: { 'X-Api-Key': '****' },
      maxAllowedConnections: 5,
      slaInSeconds: 10,
      payload: 'extended',
    });
  });

  it('leaves out a header that was never named', () => {
    expect(webhookBodyOf({ ...webhookDraftOf(webhook), headers: [{ name: ' ', value: 'x' }] }).webHookHeaders).toEqual({});
  });

  it('is not sent without a name or a URL', () => {
    expect(Object.keys(webhookProblems(NEW_WEBHOOK))).toEqual(['name', 'url']);
    expect(webhookProblems(webhookDraftOf(webhook))).toEqual({});
  });
});

describe('a delivery in words', () => {
  it('says what the receiver did', () => {
    const one = { at: 0, webhookHttpStatus: null, time_taken: 1 };
    expect(tryWords({ ...one, result: 'refused', webhookHttpStatus: 500 })).toBe('answered 500');
    expect(tryWords({ ...one, result: 'timeout' })).toBe('did not answer in time');
  });

  it('leads to its request', () => {
    expect(requestIdOf({ refId: '0_0199d3a4-5b6c-7d8e-9f01-23456789abcd' })).toBe('0199d3a4-5b6c-7d8e-9f01-23456789abcd');
  });
});

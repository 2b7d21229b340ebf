import { request } from 'undici';
import { waitFor } from '@countersign/local-servers';
import type { GatewayClient, Submission } from '../gateway/gateway-client';
import type { Stack, StackUser } from '../stack/stack';
import { ORG_ID } from '../tour/people';
import { tourSteps } from '../tour/tour-steps';
import { ageEnded, ageWaiting } from './ageing';

const MAKERS: readonly StackUser[] = [
  { id: 1001, name: 'Maya Maker' },
  { id: 1002, name: 'Milan Maker' },
  { id: 1003, name: 'Mira Okafor' },
];
const CHECKERS: readonly StackUser[] = [
  { id: 2001, name: 'Chen Checker' },
  { id: 2002, name: 'Cleo Checker' },
];
const CONFIGURATORS: readonly StackUser[] = [
  { id: 3002, name: 'Carl Configurator' },
  { id: 3004, name: 'Clara Configurator' },
];
const DECIDED = 70;
const PENDING = 9;
const WORDS = ['Checked with the store', 'The receipt is there', 'As the campaign says', 'Asked the customer back'];
const REFUSALS = ['The campaign is over', 'The receipt is of somebody else', 'Asked for twice'];

/** What later pictures are taken of. */
export interface Month {
  readonly pendingId: string;
  readonly heldId: string;
}

/** Fills the org with what a month of work leaves: all types, all ends, several people, a policy, a held request, a failing receiver. */
export async function fillMonth(stack: Stack): Promise<Month> {
  const client = stack.client(ORG_ID);
  await stack.receiver(ORG_ID);
  const configurator = await stack.token(of(CONFIGURATORS, 0), ORG_ID, ['CanConfigureWorkflows']);
  await client.createWebhook(configurator, { name: 'crm', url: 'http://127.0.0.1:9/events', payload: 'documented' });
  for (let turn = 0; turn < DECIDED; turn += 1) await decideOne(stack, client, turn);
  await ageEnded(stack.databaseUrl);
  const heldId = await holdOne(stack, client);
  await agreeOnPolicy(stack);
  const pending: { readonly type: string; readonly requestId: string }[] = [];
  for (let turn = DECIDED; turn < DECIDED + PENDING; turn += 1)
    pending.push({ type: submissionOf(turn).type, requestId: await submit(stack, client, turn) });
  await ageWaiting(stack.databaseUrl);
  return { pendingId: pending.find(({ type }) => type === 'POINTS-REDEMPTION')?.requestId ?? '', heldId };
}

async function decideOne(stack: Stack, client: GatewayClient, turn: number): Promise<void> {
  const requestId = await submit(stack, client, turn);
  const { type } = submissionOf(turn);
  if (turn % 17 === 0) {
    await client.withdraw(await makerToken(stack, turn), requestId);
    return;
  }
  const isRefused = turn % 7 === 0;
  const word = isRefused ? REFUSALS : WORDS;
  await client.decide(await stack.token(of(CHECKERS, turn), ORG_ID, ['CanCheckRequest']), {
    type,
    requestId,
    decision: isRefused ? 'rejected' : 'approved',
    comment: of(word, turn),
  });
}

async function submit(stack: Stack, client: GatewayClient, turn: number): Promise<string> {
  return (await client.submit(await makerToken(stack, turn), submissionOf(turn))).requestId;
}

function makerToken(stack: Stack, turn: number): Promise<string> {
  return stack.token(of(MAKERS, turn * 3 + (turn % 4)), ORG_ID, ['CanMakeRequest']);
}

/** The types in turn; every eleventh customer has too few points for what is asked. */
function submissionOf(turn: number): Submission {
  return of(
    tourSteps(turn + 1).map(({ submission }) => submission),
    turn,
  );
}

/** The answer is lost after the effect, which nobody but the loyalty API knows of. */
async function holdOne(stack: Stack, client: GatewayClient): Promise<string> {
  await tellSandbox(stack, { fault: 'drop-after-effect' });
  const turn = 3 + 5 * 100;
  const goodwill = tourSteps(turn)
    .map(({ submission }) => submission)
    .find(({ type }) => type === 'GOODWILL-POINTS');
  if (!goodwill) throw new Error('The tour has no goodwill.');
  const { requestId } = await client.submit(await makerToken(stack, turn), goodwill);
  const checker = await stack.token(of(CHECKERS, 0), ORG_ID, ['CanCheckRequest']);
  await client.decide(checker, { type: goodwill.type, requestId, decision: 'approved', comment: of(WORDS, 0) });
  const operator = await stack.token({ id: 3001, name: 'Olga Operator' }, ORG_ID, ['CanOperateWorkflows']);
  await waitFor(async () => (await ask(stack, operator, { method: 'GET', path: '/operations/needs-review' })).includes(requestId), {
    what: 'the held request',
    deadlineMs: 30_000,
  });
  return requestId;
}

/** One that holds, and one that waits for a second person. */
async function agreeOnPolicy(stack: Stack): Promise<void> {
  const [carl, clara] = await Promise.all(CONFIGURATORS.map((user) => stack.token(user, ORG_ID, ['CanConfigureWorkflows'])));
  const levels = (count: number): object[] => [{ grant: 'CanCheckRequest', checkers: count }];
  const bands = [
    { upTo: 500, levels: levels(1) },
    { upTo: 10_000, levels: levels(2) },
  ];
  const first = { autoApproval: { mode: 'off' }, bands };
  const answer = await ask(stack, carl ?? '', { method: 'PUT', path: '/policies/points-redemption', body: first });
  const { version } = (JSON.parse(answer) as { data: { version: number } }).data;
  await ask(stack, clara ?? '', { method: 'POST', path: `/policies/points-redemption/${version}/approve` });
  const second = { ...first, autoApproval: { mode: 'up-to', amount: 50 }, uncapped: true };
  await ask(stack, carl ?? '', { method: 'PUT', path: '/policies/points-redemption', body: second });
}

interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
}

async function ask(stack: Stack, token: string, { method, path, body }: Asked): Promise<string> {
  const headers = {
    'x-cap-ui-auth-token': token,
    'x-cap-api-auth-org-id': String(ORG_ID),
    ...(body && { 'content-type': 'application/json' }),
  };
  const answer = await request(`${stack.gatewayUrl}${path}`, { method, headers, body: body ? JSON.stringify(body) : null });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`${method} ${path} was answered with ${answer.statusCode}: ${text}`);
  return text;
}

async function tellSandbox(stack: Stack, fault: object): Promise<void> {
  const answer = await request(`${stack.sandboxUrl}/sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  await answer.body.dump();
}

function of<T>(all: readonly T[], turn: number): T {
  const one = all[turn % all.length];
  if (one === undefined) throw new Error('There is none to choose from.');
  return one;
}

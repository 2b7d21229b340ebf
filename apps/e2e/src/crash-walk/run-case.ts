import type { CrashStruck } from '@countersign/crash-points';
import { waitFor } from '@countersign/local-servers';
import { customer, goodwill, redemption, statusChange, type Submission } from '../support/submissions';
import { dataOf, type TestOrg } from '../support/test-org';
import { caseProblems } from './case-problems';
import type { CaseResult, CaseType, CrashCase } from './crash-case';
import type { Lane } from './lane';
import { hasEnded, hasFencedAttempt, outsideView } from './outside-view';
import { PersistentClient } from './persistent-client';
import { PersistentSubscriber } from './persistent-subscriber';

/** Brings one request, in an org of its own, to the point of the case; and looks from outside, once all has ended, at what came of it. */
export async function runCase(crashCase: CrashCase, lane: Lane): Promise<CaseResult> {
  const org = lane.on.org();
  const client = new PersistentClient(org, submissionOf(crashCase.type), lane.evidence, lane.lengths.deadlineMs);
  const { way, struck } = await untilStruck(crashCase, lane, org, client);
  const ended = way.then(({ requestId }) => endOf(crashCase, lane, org, requestId));
  if (crashCase.kind === 'pause') await resumeAfter(isOfGateway(crashCase) ? Promise.resolve() : ended, lane, struck);
  const { requestId, subscriber } = await way;
  const recoveryMs = (await ended) - struck.at;
  await client.quiet();
  if (crashCase.writesLate) await untilFenced(lane, org, requestId);
  const repeated = await repetitionProblems(client, requestId);
  const view = await outsideView(lane.on, org, requestId);
  const problems = [...repeated, ...caseProblems(crashCase, view, subscriber.deliveries)];
  await subscriber.close();
  return { crashCase, recoveryMs, state: view.state, effects: view.effects, problems };
}

/** People go their way until a process has done what the case orders. */
async function untilStruck(crashCase: CrashCase, lane: Lane, org: TestOrg, client: PersistentClient) {
  const { preparation, point, kind } = crashCase;
  await org.actAtOnce();
  if (preparation === 'lost answer') await org.spoil({ fault: 'drop-after-effect' });
  lane.orders.place(org.id, preparation === 'dead worker' ? { point: 'exec.answered', kind: 'kill' } : { point, kind });
  const way = goTheWay(org, client, lane);
  way.catch(() => undefined);
  if (preparation === 'dead worker') {
    await lane.struck(org.id, 'exec.answered');
    lane.orders.place(org.id, { point, kind });
  }
  return { way, struck: await lane.struck(org.id, point) };
}

/** What people do: subscribe, submit, approve; each until it is answered. */
async function goTheWay(org: TestOrg, client: PersistentClient, lane: Lane) {
  const subscriber = await PersistentSubscriber.start(org, lane);
  const { requestId } = dataOf(await client.submit());
  await client.approve(requestId);
  return { requestId, subscriber };
}

/** When nothing was open any more. */
async function endOf({ title }: CrashCase, { on, lengths }: Lane, { id }: TestOrg, requestId: string): Promise<number> {
  await waitFor(() => hasEnded(on, id, requestId), { what: `the end of: ${title}`, deadlineMs: lengths.deadlineMs, every: 50 });
  return Date.now();
}

/** A frozen worker is let go once the others have finished without it; a frozen gateway has nobody beside it. */
async function resumeAfter(others: Promise<unknown>, lane: Lane, struck: CrashStruck): Promise<void> {
  try {
    await others;
  } finally {
    await lane.resume(struck);
  }
}

function isOfGateway({ point }: CrashCase): boolean {
  return /^(?:submit|decide|endpoint)\./.test(point);
}

/** Whether it came is judged later, by what is stored. */
async function untilFenced({ on }: Lane, { id }: TestOrg, requestId: string): Promise<void> {
  await waitFor(() => hasFencedAttempt(on, id, requestId), { what: 'the late write' }).catch(() => undefined);
}

/** Both calls once more, with their keys. */
async function repetitionProblems(client: PersistentClient, requestId: string): Promise<string[]> {
  const answers = [await client.submit(), await client.approve(requestId)];
  const isReplayed = answers.every(({ headers }) => headers['idempotent-replayed'] === 'true');
  const ids = [...client.answeredIds];
  return [
    ...(isReplayed ? [] : ['A repeated call was not answered as one.']),
    ...(ids.join() === requestId ? [] : [`Answers named the requests ${ids.join()}.`]),
  ];
}

function submissionOf(type: CaseType): Submission {
  switch (type) {
    case 'redemption':
      return redemption(customer(1));
    case 'status change':
      return statusChange(customer(1));
    case 'goodwill':
      return goodwill(customer(1));
  }
}

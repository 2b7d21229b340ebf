import type { FastifyReply } from 'fastify';
import { answerJson } from '../../platform/http/answer-json';
import type { Proposal } from '../../platform/proposals/configuration-changes';
import { pendingView, pendingWarning } from './configuration-change-view';

/** The object as it is, or with 202 as it will be once a second person has confirmed it. May hold a secret: nobody between us and the caller keeps it. */
export function answerProposal(reply: FastifyReply, proposal: Proposal, data: object): void {
  reply.header('cache-control', 'no-store');
  if (proposal.kind === 'in-effect') {
    answerJson(reply, { data, errors: null });
    return;
  }
  const { change } = proposal;
  answerJson(reply, { data: { ...data, ...pendingView(change) }, errors: null, warnings: [pendingWarning(change)] }, 202);
}

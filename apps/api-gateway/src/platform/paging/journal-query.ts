import { z } from 'zod';
import { readQuery } from '../http/read-query';
import { type NumberedPage, NumberedPages } from './numbered-pages';

/** Of the journals that people read: what operators did, who was revoked, who looked. */
export const journalPages = new NumberedPages('action');

/** The query parameters of a journal, after empty ones are taken out. */
export const journalQuerySchema = z.strictObject(journalPages.parameters);

/** @throws WorkflowError that names each parameter which is wrong */
export function readJournalQuery(given: Readonly<Record<string, unknown>>): NumberedPage {
  return journalPages.pageOf(readQuery(journalQuerySchema, given));
}

import { REQUESTS } from './requests';

/** A read of what is known of customers is in the journal of reads; of every other one it is said here why it shows none of that. */
type ReadRule = 'is noted' | `shows ${string}`;

const NO_ORG = 'shows what is the same for every org';
const BY_ID = 'shows requests by their ids alone, with states and times; who looks one up is noted there';
const FIGURES = 'shows figures, and names of makers';
const SETTINGS = 'shows settings, and who made them';
const NOTICE = 'shows what is paused, with the reason that everybody of the org is told';

/** Every route that reads. One that is not here fails the test of the journal of reads. */
export const READ_RULES: Readonly<Record<string, ReadRule>> = {
  'GET /health/live': NO_ORG,
  'GET /health/ready': NO_ORG,
  'GET /openapi.json': NO_ORG,
  'GET /docs': NO_ORG,
  'GET /docs/start.js': NO_ORG,
  'GET /console/settings.json': NO_ORG,
  'GET /v3/me': 'shows callers themselves',
  'GET /v3/webHooks/eventMetaData': NO_ORG,
  'GET /v3/webHooks/eventMetaData/:eventName': NO_ORG,

  [`GET ${REQUESTS}/requests`]: 'is noted',
  [`GET ${REQUESTS}/requests/:requestId`]: 'is noted',
  [`GET ${REQUESTS}/requests/:requestId/history`]: 'is noted',
  'GET /operations/needs-review': 'is noted',
  'GET /operations/requests/:requestId': 'is noted',

  // Reasons, comments and settings: people write into them whatever they like.
  'GET /operations/journal': 'is noted',
  'GET /operations/journal/entries': 'is noted',
  'GET /v3/identityJournal': 'is noted',
  'GET /v3/revocations': 'is noted',

  'GET /v3/duplicates': BY_ID,
  'GET /v3/changes': BY_ID,
  'GET /v3/webHooks/:webHookId/deliveries': BY_ID,
  'GET /v3/webHooks/eventLog/:eventId': BY_ID,
  'GET /v3/webHooks/eventLog/requestId/:traceId': BY_ID,
  'GET /v3/webHooks/eventLog/refId/:refId': BY_ID,
  'GET /v3/inbox/counts': FIGURES,
  'GET /v3/overview': FIGURES,
  'GET /v3/requestTypes': NOTICE,
  'GET /operations/request-types': NOTICE,
  'GET /policies/:type': SETTINGS,
  'GET /v3/apiClients': SETTINGS,
  'GET /v3/configurationChanges': SETTINGS,
  'GET /v3/configurationChanges/:changeId': SETTINGS,
  'GET /v3/configurationPolicy': SETTINGS,
  'GET /v3/webHooks': SETTINGS,
  'GET /v3/webHooks/:webHookId': SETTINGS,
  'GET /operations/journal/checkpoints': 'shows digests',
  'GET /v3/readJournal': 'shows who of the org read what; customers whom they looked for are keyed hashes in it',
};

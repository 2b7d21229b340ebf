import { filledText, identifier, isSensibleInstant, nameText, SENSIBLE_TIMES, unusedOrIdentifier } from '@countersign/contract';
import { z } from 'zod';

const SOURCES = [
  'INSTORE',
  'FACEBOOK',
  'WEB_ENGAGE',
  'WECHAT',
  'MARTJACK',
  'TMALL',
  'TAOBAO',
  'JD',
  'ECOMMERCE',
  'WEBSITE',
  'LINE',
  'MOBILE_APP',
] as const;

/** Sources where one customer may have several accounts; elsewhere the account id may be empty or absent. */
const MULTI_ACCOUNT_SOURCES: ReadonlySet<string> = new Set(['WECHAT', 'FACEBOOK', 'MOBILE_APP', 'LINE']);

const IDENTIFIER_NAMES = ['mobile', 'email', 'externalId', 'cardnumber', 'cardExternalId', 'wechat', 'fbid', 'martjackId'] as const;

const customerLookup = z
  .strictObject({
    source: z.enum(SOURCES).meta({ title: 'Source', description: 'Where the customer was registered.' }),
    accountId: unusedOrIdentifier()
      .meta({ title: 'Account', description: 'Needed where a customer may have several: WECHAT, FACEBOOK, MOBILE_APP, LINE.' })
      .exactOptional(),
    use_async: z.enum(['true', 'false']).meta({ title: 'Asynchronous' }).exactOptional(),
    identifierName: z.enum(IDENTIFIER_NAMES).meta({ title: 'Identified by' }),
    identifierValue: identifier().meta({ title: 'Identifier', description: 'Of the kind that “Identified by” says.' }),
  })
  .refine(({ source, accountId }) => !MULTI_ACCOUNT_SOURCES.has(source) || accountId, {
    path: ['accountId'],
    error: 'must name the account, because a customer of this source may have several',
  })
  .meta({ title: 'Customer' });

/** Which customer, and the label to set. Lengths (255, reason 1000) are our limits; the loyalty API documents none. */
export const customerStatusChangePayload = z
  .strictObject({
    queryParams: customerLookup,
    body: z
      .strictObject({
        reason: filledText(1000).meta({ title: 'Reason', description: 'Checkers read it, and the customer’s history keeps it.' }),
        label: nameText().meta({ title: 'Status', description: 'One of the labels that your organisation has set up.' }),
        createdOn: z.iso
          .datetime({ offset: true, local: true, error: 'must be a date and time of ISO 8601', abort: true })
          .refine((text) => isSensibleInstant(Date.parse(text)), SENSIBLE_TIMES)
          .meta({ title: 'Set on', description: 'Date and time of ISO 8601.' })
          .exactOptional(),
      })
      .meta({ title: 'New status' }),
  })
  .meta({ description: 'Gives a customer another status label, such as suspended.' });

export type CustomerStatusChangePayload = z.infer<typeof customerStatusChangePayload>;

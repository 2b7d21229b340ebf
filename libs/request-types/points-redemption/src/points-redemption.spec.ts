import { describeRequestType } from '@countersign/testing';
import { CUSTOMER_IDENTIFIERS } from './payload.schema';
import { pointsRedemption } from './points-redemption';

const QUERY = { skip_validation: 'true', format: 'json' };
const REDEEM = '/body/root/redeem';
const BOTH_FORMS = [REDEEM, `${REDEEM}/0`];

/** The documented samples of the pending, failed and rejected event: one and the same payload. */
const SAMPLE = {
  points_redeemed: '100',
  customer: { mobile: '9877792149' },
  redemption_time: '2020-04-15 23:01:46',
  transaction_number: 'numbr893421972122280',
  notes: 'Redemption by SMS',
  external_reference_number: 'ACR-58392150333121',
};

const EVERY_FIELD = {
  points_redeemed: 12.125,
  customer: { mobile: '', email: 'a@example.com', external_id: '', card_number: '', card_external_id: '' },
  redemption_time: '2024-02-29 00:00:00',
  transaction_number: '',
  notes: '',
  external_reference_number: 'ACR-1',
  validation_code: 'NS3U05',
  till_id: '',
  redemption_purpose: 'Gift',
  billing_time: '',
  custom_fields: { field: [{ name: 'given_to', value: '919900000102' }] },
};

const GROUP_QUERY = {
  skip_validation: 'false',
  program_id: '973',
  validation_type: 'MISSED_CALL',
  user_group2_primary_user_id: '5001001',
};

/** Parameters that name the group's primary customer, or the group, once more. */
const SECOND_NAMES = {
  user_group2_primary_user_identifier_type: 'mobile',
  user_group2_primary_user_identifier_value: '919900000101',
  user_group2_primary_user_source: 'INSTORE',
  user_group2_primary_user_accountId: '',
  user_group2_id: '31059',
  user_group2_external_id: 'family-11',
};

/** Of what a redemption says, what changes neither whose points are taken nor how many. */
const WITHOUT_EFFECT = [
  'redemption_time',
  'transaction_number',
  'notes',
  'external_reference_number',
  'validation_code',
  'till_id',
  'redemption_purpose',
  'billing_time',
  'custom_fields',
];

const REDEEMED = { success: 'true', code: 800, message: 'Points Redeemed' };
const WHOLE_FAILED = { success: 'false', code: 500, message: 'All requests have failed due to errors' };
const TRY_AGAIN_CODES = '521 815 886 887 889 894 896 898';
const REFUSED_CODES =
  '686 801 802 803 804 805 806 807 808 809 811 813 816 817 818 819 820 821 822 823 824 825 826 827 828 859 860 873 876 878 881 888 895 899 1632 3045 3316';

describeRequestType(pointsRedemption, {
  valid: {
    'the documented pending, failed and rejected sample': payloadOf(SAMPLE),
    'the documented approved sample': payloadOf({ ...SAMPLE, external_reference_number: 'ACR-58392150333121wdewdwe' }),
    'every field': payloadOf(EVERY_FIELD, GROUP_QUERY),
    'an array of one, with custom fields of the older form': payloadOf([{ ...SAMPLE, custom_fields: [{ name: 'a', value: '' }] }]),
    ...Object.fromEntries(
      CUSTOMER_IDENTIFIERS.map((name) => [`a customer by ${name}`, payloadOf({ ...SAMPLE, customer: { [name]: 'A-1' } })]),
    ),
    'no group': payloadOf({ ...SAMPLE, group_redemption: 'false', custom_fields: [{ name: 'given_to', value: '1' }] }),
    'no group, in an array of one': payloadOf([{ ...SAMPLE, group_redemption: 'false', custom_fields: [{ name: 'at', value: '1' }] }]),
    'an own group': payloadOf({ ...SAMPLE, group_redemption: 'true' }),
    'an own group, in an array of one': payloadOf([{ ...SAMPLE, group_redemption: 'true', till_id: '7001' }]),
    'a group by its id': payloadOf(SAMPLE, { user_group2_id: '31059' }),
    'a group by its external id': payloadOf(SAMPLE, { user_group2_external_id: 'family-11' }),
    'no query, no reference': { body: { root: { redeem: { points_redeemed: 1, customer: { external_id: 'E-1' } } } } },
  },
  invalid: [
    { name: 'format xml', at: '/queryParams/format', value: 'xml' },
    { name: 'a boolean query parameter', at: '/queryParams/skip_validation', value: true },
    { name: 'an unknown validation type', at: '/queryParams/validation_type', value: 'INVALID' },
    ...Object.entries(SECOND_NAMES).map(([name, value]) => ({
      name: `a second name of the group: ${name}`,
      from: 'every field',
      at: `/queryParams/${name}`,
      value,
    })),
    ...['1e3', '0x10', ' 100', '100.', '.5', '00100', '', '-1', '１００'].map((value) => ({
      name: `programme ${JSON.stringify(value)}`,
      at: '/queryParams/program_id',
      value,
    })),
    { name: 'no body', at: '/body' },
    { name: 'no redemption', at: REDEEM },
    { name: 'no points', at: `${REDEEM}/points_redeemed` },
    ...[0, -1, 0.0001, 1.0005, 1_000_000_001, '0', '0.000', '-1', '1.0005', '+1', ' 1', '1e3', '', 'many', null, true].map((value) => ({
      name: `${JSON.stringify(value)} points`,
      at: `${REDEEM}/points_redeemed`,
      value,
    })),
    { name: 'no customer', at: `${REDEEM}/customer` },
    { name: 'a customer without identifiers', at: `${REDEEM}/customer`, value: {} },
    { name: 'a customer with empty identifiers', at: `${REDEEM}/customer`, value: { mobile: '', email: '' } },
    { name: 'a customer of blanks', at: `${REDEEM}/customer`, value: { email: ' ' }, names: `${REDEEM}/customer/email` },
    { name: 'a decoy beside the customer', at: `${REDEEM}/customer/email`, value: 'decoy@example.com', names: `${REDEEM}/customer` },
    { name: 'a mobile number that is a number', at: `${REDEEM}/customer/mobile`, value: 919900000101 },
    { name: 'a customer id', at: `${REDEEM}/customer/id`, value: '1' },
    ...[
      '2020-04-15',
      '2020-04-15T23:01:46',
      '2020-4-15 23:01:46',
      '2023-02-29 10:00:00',
      '2020-04-15 24:01:46',
      '',
      '15-04-2020 23:01:46',
    ].map((value) => ({ name: `redemption time ${value}`, at: `${REDEEM}/redemption_time`, value })),
    { name: 'an empty reference', at: `${REDEEM}/external_reference_number`, value: '' },
    { name: 'a reference that ends in a blank', at: `${REDEEM}/external_reference_number`, value: 'ACR-1 ' },
    { name: 'a reference of 256 characters', at: `${REDEEM}/external_reference_number`, value: 'x'.repeat(256) },
    { name: 'notes of 1001 characters', at: `${REDEEM}/notes`, value: 'x'.repeat(1001) },
    { name: 'group_redemption as boolean', at: `${REDEEM}/group_redemption`, value: false },
    ...['true', 'false'].flatMap((value) =>
      ['every field', 'a group by its id', 'a group by its external id'].map((from) => ({
        name: `group_redemption ${value} beside ${from}`,
        from,
        at: `${REDEEM}/group_redemption`,
        value,
      })),
    ),
    { name: 'a time before any programme', at: `${REDEEM}/redemption_time`, value: '1999-12-31 23:59:59' },
    {
      name: 'a custom field twice',
      at: `${REDEEM}/custom_fields`,
      value: [
        { name: 'given_to', value: '1' },
        { name: 'Given_To', value: '2' },
      ],
    },
    ...[
      ['ab', 'ａb'],
      ['straße', 'STRASSE'],
      ['id', 'İd'],
      ['till no', 'Till  no'],
      ['s', 'ſ'],
    ].map((names) => ({
      name: `a custom field twice, as ${names.join(' and ')}`,
      at: `${REDEEM}/custom_fields`,
      value: names.map((name) => ({ name, value: '1' })),
    })),
    {
      name: 'a custom field without a name',
      at: `${REDEEM}/custom_fields`,
      value: { field: [{ value: 'x' }] },
      names: `${REDEEM}/custom_fields/field/0/name`,
    },
    { name: 'two redemptions at once', at: REDEEM, value: [SAMPLE, SAMPLE] },
    { name: 'an empty array', at: REDEEM, value: [] },
    {
      name: 'no points in an array of one',
      from: 'an array of one, with custom fields of the older form',
      at: `${REDEEM}/0/points_redeemed`,
      value: 0,
    },
  ],
  answers: [
    { name: 'redeemed', status: 200, body: answer(REDEEMED, 'true', '7t4y2a'), outcome: { kind: 'executed' } },
    {
      name: 'the whole succeeded with the code of a failure',
      status: 200,
      body: { response: { status: { success: 'true', code: 500 }, responses: { points: points(REDEEMED) } } },
      outcome: { kind: 'in-doubt' },
    },
    {
      name: 'used before, while the whole succeeded',
      status: 200,
      body: answer(failed(744), 'true'),
      outcome: { kind: 'in-doubt' },
    },
    {
      name: 'redeemed, as an array of one',
      status: 200,
      body: { response: { responses: { points: [points(REDEEMED)] } } },
      outcome: { kind: 'executed' },
    },
    { name: 'reference used before', status: 200, body: answer(failed(744)), outcome: { kind: 'duplicate', code: '744' } },
    {
      name: 'reference used before, as the OpenAPI files it',
      status: 400,
      body: answer(failed(744)),
      outcome: { kind: 'duplicate', code: '744' },
    },
    ...numbers(TRY_AGAIN_CODES).map((code) => ({
      name: `try again: ${code}`,
      status: 200,
      body: answer(failed(code)),
      outcome: retry(code),
    })),
    ...numbers(REFUSED_CODES).map((code) => ({
      name: `refused: ${code}`,
      status: 200,
      body: answer(failed(code)),
      outcome: refused(code),
    })),
    { name: 'customer locked, said of the whole', status: 200, body: { response: { status: failed(521) } }, outcome: retry(521) },
    { name: 'signature missing, said of the whole', status: 400, body: { response: { status: failed(825) } }, outcome: refused(825) },
    { name: 'failed without an item', status: 200, body: { response: { status: WHOLE_FAILED } }, outcome: { kind: 'in-doubt' } },
  ],
  naturalKeyFields: BOTH_FORMS.map((redeem) => `${redeem}/external_reference_number`),
  loyaltyKeyFields: BOTH_FORMS.map((redeem) => `${redeem}/external_reference_number`),
  customerFields: [
    ...CUSTOMER_IDENTIFIERS.map((name) => `${REDEEM}/customer/${name}`),
    `${REDEEM}/0/customer/mobile`,
    '/queryParams/user_group2_primary_user_id',
  ],
  notInLine: [
    ...['skip_validation', 'validation_type', 'format'].map((name) => `/queryParams/${name}`),
    ...BOTH_FORMS.flatMap((redeem) => WITHOUT_EFFECT.map((name) => `${redeem}/${name}`)),
  ],
  freeTextFields: BOTH_FORMS.map((redeem) => `${redeem}/notes`),
  freelySpelled: ['/queryParams/skip_validation', ...BOTH_FORMS.flatMap((form) => [`${form}/group_redemption`, `${form}/custom_fields`])],
  notInMeaning: BOTH_FORMS.map((redeem) => `${redeem}/till_id`),
  sendsBodyUnchanged: true,
});

function payloadOf(redeem: unknown, queryParams: unknown = QUERY): unknown {
  return { queryParams, body: { root: { redeem } } };
}

/** The documented answers, shortened to what stands around the statuses. */
function answer(itemStatus: object, success = 'false', redemption_id?: string): unknown {
  const status = success === 'true' ? { success, code: 200, message: 'Success' } : WHOLE_FAILED;
  return { response: { status, responses: { points: { ...points(itemStatus), ...(redemption_id && { redemption_id }) } } } };
}

function points(itemStatus: object): object {
  return {
    mobile: '9877792149',
    user_id: '382332518',
    points_redeemed: '100',
    redeemed_value: 0.0,
    side_effects: { effect: [] },
    item_status: itemStatus,
  };
}

function failed(code: number): object {
  return { success: 'false', code, message: 'No' };
}

function retry(code: number) {
  return { kind: 'retry', code: String(code) } as const;
}

function refused(code: number) {
  return { kind: 'refused', code: String(code) } as const;
}

function numbers(list: string): number[] {
  return list.split(' ').map(Number);
}

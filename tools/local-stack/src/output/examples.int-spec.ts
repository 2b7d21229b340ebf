import { execFileSync } from 'node:child_process';
import { examples } from './examples';

/** Runs the commands in a shell whose curl prints its arguments, one a line. */
function paste(lines: readonly string[]): string[] {
  const script = `curl() { for argument in "$@"; do printf '%s\\n' "$argument"; done; }\n${lines.join('\n')}`;
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\n');
}

const ground = {
  gatewayUrl: 'http://127.0.0.1:3000',
  orgId: 0,
  makerToken: 'maker.jwt',
  checkerToken: 'checker.jwt',
  operatorToken: 'operator.jwt',
};

describe('the examples to paste', () => {
  it('submit with the maker token and a reference of their own', () => {
    const [body = ''] = paste(examples(ground)).filter((line) => line.startsWith('{'));
    const submitted = JSON.parse(body) as { payload: { 'IntouchAPITask-Payload': { body: { root: { redeem: object } } } } };
    expect(submitted.payload['IntouchAPITask-Payload'].body.root.redeem).toMatchObject({
      external_reference_number: expect.stringMatching(/^TRY-\d{10}$/),
    });
  });

  it('approve what the tour left pending with the checker token', () => {
    const said = paste(examples({ ...ground, pending: { type: 'GOODWILL-POINTS', requestId: 'r-1' } }));
    expect(said).toEqual(
      expect.arrayContaining([
        'http://127.0.0.1:3000/api_gateway/v2/request-workflow/GOODWILL-POINTS',
        'X-CAP-UI-AUTH-TOKEN: checker.jwt',
        expect.stringContaining('"requestId":"r-1"'),
      ]),
    );
  });

  it('offer no approval when nothing is pending', () => {
    expect(examples(ground).join('\n')).not.toContain('-X PUT');
  });
});

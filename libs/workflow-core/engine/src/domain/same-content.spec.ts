import { plainDecimal } from '@countersign/contract';
import { saysTheSame, submissionIdentity } from './same-content';

const content = {
  orgId: 7,
  type: 'GIFT',
  entityInfo: { tillId: '1' },
  payloadText: '{"body":{"points":1.5,"list":[1,2],"reference":"1001.1"}}',
  asksFor: gift,
};

interface Gift {
  readonly points?: string | number;
}

/** One gift may stand in a list of its own, and points are numbers in whatever spelling. */
function gift(payload: unknown): unknown {
  const { body } = payload as { body: Gift & { readonly gifts?: readonly Gift[] } };
  const spelled = ({ points, ...others }: Gift): object => ({ ...others, ...(points !== undefined && { points: plainDecimal(points) }) });
  return { ...spelled(body), gifts: body.gifts?.map(spelled) };
}

function same(one: string, other: string): readonly boolean[] {
  const name = (payloadText: string) => submissionIdentity({ ...content, payloadText }, 'r');
  return [saysTheSame(one, other, content.asksFor), name(one) === name(other)];
}

describe('what a submission asks for', () => {
  it.each([
    '{ "body": { "reference":"1001.1", "list": [1, 2], "points": 1.50 } }',
    '{"body":{"points":"1.500","list":[1,"2"],"reference":"1001.1"}}',
    content.payloadText,
    '{"body":{"points":1.5,"list":[1,2],"reference":"1001.1","note":"","other":{"note":""}}}',
    '{"body":{"points":1.5,"list":[1,2],"reference":"1001.1","others":[]}}',
    '{"body":{"points":1.5,"list":[1,2],"reference":"1001.1","others":{"field":[]}}}',
    '{"body":{"points":1.5,"list":[1,2],"reference":"1001.1","others":[[],{},"",{"field":[""]}]},"queryParams":{}}',
  ])('is the same in the spelling %s', (spelled) => {
    expect(same(content.payloadText, spelled)).toEqual([true, true]);
  });

  it.each([
    '{"body":{"points":15,"list":[1,2],"reference":"1001.1"}}',
    '{"body":{"points":1.5,"list":[1,2,""],"reference":"1001.1"}}',
    '{"body":{"points":1.5,"list":[1,2],"reference":"1001.1","entries":[0]}}',
    '{"body":{"points":1.5,"list":[1,2],"reference":"1001.1","others":[null]}}',
    '{"body":{"points":1.5,"list":[2,1],"reference":"1001.1"}}',
    '{"body":{"points":1.5,"list":[1,"02"],"reference":"1001.1"}}',
    '{"body":{"points":1.5,"list":[1,"2.0"],"reference":"1001.1"}}',
    '{"body":{"points":1.5,"list":[1,2],"reference":"1001.10"}}',
  ])('is something else in %s', (other) => {
    expect(same(content.payloadText, other)).toEqual([false, false]);
  });

  it.each([
    ['{"body":{"gifts":[{"points":"1.0"},{"points":"2"}]}}', '{"body":{"gifts":[{"points":"1"},{"points":2.0}]}}', true],
    ['{"body":{"external_id":"55.1"}}', '{"body":{"external_id":"55.10"}}', false],
    ['{"body":{"points":"01"}}', '{"body":{"points":"1"}}', false],
  ])('is what the type takes it for: %s and %s', (one, other, expected) => {
    expect(same(one, other)).toEqual([expected, expected]);
  });

  it('is what is written, where the type cannot read it', () => {
    expect(same('{"old":1}', '{ "old": 1 }')).toEqual([true, true]);
    expect(same('{"old":1}', '{"old":2}')).toEqual([false, false]);
  });

  it('has another name in another org, type or place, and after it was stored once', () => {
    const names = [
      submissionIdentity(content, undefined),
      submissionIdentity({ ...content, orgId: 8 }, undefined),
      submissionIdentity({ ...content, type: 'GRANT' }, undefined),
      submissionIdentity({ ...content, entityInfo: { storeId: '1' } }, undefined),
      submissionIdentity(content, 'r1'),
    ];
    expect(new Set(names).size).toBe(names.length);
  });
});

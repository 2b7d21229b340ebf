import { saysTheSame, submissionIdentity } from './same-content';

const content = { orgId: 7, type: 'GIFT', entityInfo: { tillId: '1' }, payloadText: '{"body":{"points":1.5,"list":[1,2]}}' };

describe('what a submission asks for', () => {
  it.each(['{ "body": { "list": [1, 2], "points": 1.50 } }', '{"body":{"points":"1.500","list":[1,"2"]}}', content.payloadText])(
    'is the same in the spelling %s',
    (spelled) => {
      expect(saysTheSame(content.payloadText, spelled)).toBe(true);
      expect(submissionIdentity({ ...content, payloadText: spelled }, 'r')).toBe(submissionIdentity(content, 'r'));
    },
  );

  it.each(['{"body":{"points":15,"list":[1,2]}}', '{"body":{"points":1.5,"list":[2,1]}}', '{"body":{"points":1.5,"list":[1,"02"]}}'])(
    'is something else in %s',
    (other) => {
      expect(saysTheSame(content.payloadText, other)).toBe(false);
      expect(submissionIdentity({ ...content, payloadText: other }, undefined)).not.toBe(submissionIdentity(content, undefined));
    },
  );

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

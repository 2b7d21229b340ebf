import { requestTypeLibs } from '../request-type-catalog/request-type-libs';
import { workspaceCopy } from '../workspace-files/workspace-copy';
import { requestTypeGenerator, type RequestTypeOptions } from './generator';

const LIB = 'libs/request-types/coupon-reissue';
const options: RequestTypeOptions = { name: 'coupon-reissue', owner: '@countersign/team-coupons', skipInstall: true };

function generated(overrides: Partial<RequestTypeOptions> = {}) {
  const [tree, before] = [workspaceCopy(), workspaceCopy()];
  requestTypeGenerator(tree, { ...options, ...overrides });
  const paths = tree.listChanges().map(({ path }) => path);
  const changed = paths.filter((path) => tree.read(path, 'utf8') !== before.read(path, 'utf8'));
  return { tree, changed, read: (path: string) => tree.read(path, 'utf8') ?? '' };
}

describe('the request-type generator', () => {
  it('writes a whole lib', () => {
    const { changed } = generated();
    expect(changed.filter((path) => path.startsWith(LIB)).sort()).toEqual(
      [
        'README.md',
        'eslint.config.mjs',
        'jest.config.cjs',
        'package.json',
        'src/coupon-reissue.spec.ts',
        'src/coupon-reissue.ts',
        'src/index.ts',
        'src/interpret-answer.ts',
        'src/payload.schema.ts',
        'src/summary.ts',
        'tsconfig.json',
        'tsconfig.lib.json',
        'tsconfig.spec.json',
      ].map((file) => `${LIB}/${file}`),
    );
  });

  it('leaves no placeholder in any file', () => {
    const { changed, read } = generated();
    for (const path of changed) expect(read(path)).not.toMatch(/<%|%>|__\w+__/);
  });

  it('spells the name as key, as constant, as type and as title', () => {
    const { read } = generated();
    const definition = read(`${LIB}/src/coupon-reissue.ts`);
    expect(definition).toContain("key: 'COUPON_REISSUE'");
    expect(definition).toContain("title: 'Coupon reissue'");
    expect(definition).toContain('export const couponReissue = defineRequestType<CouponReissuePayload>({');
    expect(definition).toContain("loyaltyRoute: { method: 'POST', path: '/v2/coupon-reissue' }");
  });

  it('takes the path of the loyalty call', () => {
    const { read } = generated({ path: '/v1.1/coupon/reissue' });
    expect(read(`${LIB}/src/coupon-reissue.ts`)).toContain("path: '/v1.1/coupon/reissue'");
    expect(read(`${LIB}/README.md`)).toContain('`POST /v1.1/coupon/reissue`');
  });

  it('tags the lib, so that the boundaries hold for it', () => {
    const { read } = generated();
    expect(JSON.parse(read(`${LIB}/package.json`))).toMatchObject({
      name: '@countersign/coupon-reissue',
      nx: { name: 'coupon-reissue', tags: ['type:request-type', 'scope:coupon-reissue'] },
    });
  });

  it('names the owner in CODEOWNERS, sorted among the other types, and in the README', () => {
    const { read } = generated();
    const paths = read('CODEOWNERS')
      .split('\n')
      .filter((line) => line.startsWith('/libs/request-types/'));
    expect(paths).toContain('/libs/request-types/coupon-reissue/                             @countersign/team-coupons');
    expect(paths).toEqual([...paths].sort());
    expect(read(`${LIB}/README.md`)).toContain('@countersign/team-coupons');
  });

  it.each(['aaa', 'zzz'])('keeps CODEOWNERS sorted for a type that comes first or last (%s)', (name) => {
    const lines = generated({ name }).read('CODEOWNERS').split('\n');
    const at = lines.findIndex((line) => line.startsWith(`/libs/request-types/${name}/`));
    const types = lines.filter((line) => line.startsWith('/libs/request-types/'));
    expect(types).toEqual([...types].sort());
    expect(lines.slice(at - types.length, at + types.length)).toEqual(expect.arrayContaining(types));
  });

  it('adds the lib to the build and to the catalog, and changes nothing else outside of it', () => {
    const { tree, changed, read } = generated();
    const before = requestTypeLibs(workspaceCopy()).length;
    expect(requestTypeLibs(tree)).toHaveLength(before + 1);
    expect(read('tsconfig.json')).toMatch(/request-types\/coupon-reissue"[^]*request-types\/catalog"/);
    expect(read('libs/request-types/catalog/src/index.ts')).toContain(
      "import { requestTypes as couponReissue } from '@countersign/coupon-reissue';",
    );
    expect(JSON.parse(read('libs/request-types/catalog/package.json'))).toHaveProperty(
      ['dependencies', '@countersign/coupon-reissue'],
      '*',
    );
    expect(read('libs/request-types/catalog/tsconfig.lib.json')).toContain('"../coupon-reissue/tsconfig.lib.json"');
    expect(changed.filter((path) => !path.startsWith(LIB)).sort()).toEqual([
      'CODEOWNERS',
      'libs/request-types/catalog/package.json',
      'libs/request-types/catalog/src/index.ts',
      'libs/request-types/catalog/tsconfig.lib.json',
      'tsconfig.json',
    ]);
  });

  it.each<[string, Partial<RequestTypeOptions>, RegExp]>([
    ['a name that is not kebab-case', { name: 'CouponReissue' }, /kebab-case/],
    ['a name that leaves the folder', { name: '../coupons' }, /kebab-case/],
    ['an owner that is no team', { owner: 'somebody' }, /owner must be a GitHub team/],
    ['a path with a query', { path: '/v2/coupon?x=1' }, /path must start with/],
    ['a type that exists', { name: 'badges' }, /a package badges in libs\/request-types/],
    ['the name of another package', { name: 'catalog' }, /a package catalog/],
  ])('refuses %s and writes nothing', (_, overrides, message) => {
    const tree = workspaceCopy();
    const before = tree.listChanges().length;
    expect(() => requestTypeGenerator(tree, { ...options, ...overrides })).toThrow(message);
    expect(tree.listChanges()).toHaveLength(before);
  });
});

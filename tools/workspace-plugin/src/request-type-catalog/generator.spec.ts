import type { Tree } from '@nx/devkit';
import { workspaceCopy } from '../workspace-files/workspace-copy';
import { syncRequestTypeCatalogGenerator } from './generator';

const CATALOG_FILES = ['src/index.ts', 'package.json', 'tsconfig.lib.json'].map((file) => `libs/request-types/catalog/${file}`);

function catalogIn(tree: Tree): Record<string, string | null> {
  return Object.fromEntries(CATALOG_FILES.map((path) => [path, tree.read(path, 'utf8')]));
}

function addLib(tree: Tree, folder: string, tag = 'type:request-type'): void {
  tree.write(`libs/request-types/${folder}/package.json`, JSON.stringify({ name: `@countersign/${folder}`, nx: { tags: [tag] } }));
}

describe('the catalog generator', () => {
  it('would write what is committed: no lib is missing from the catalog and nobody edited it by hand', () => {
    const tree = workspaceCopy();
    const committed = catalogIn(tree);
    syncRequestTypeCatalogGenerator(tree);
    expect(catalogIn(tree)).toEqual(committed);
  });

  it('changes nothing when run again', () => {
    const tree = workspaceCopy();
    addLib(tree, 'coupon-reissue');
    syncRequestTypeCatalogGenerator(tree);
    const once = catalogIn(tree);
    syncRequestTypeCatalogGenerator(tree);
    expect(catalogIn(tree)).toEqual(once);
  });

  it('is the same whatever order the libs came in, and back where it was once one is gone', () => {
    const [one, other] = [workspaceCopy(), workspaceCopy()];
    const committed = catalogIn(one);
    for (const folder of ['zebra-points', 'alpha-points']) addLib(one, folder);
    for (const folder of ['alpha-points', 'zebra-points']) addLib(other, folder);
    for (const tree of [one, other]) syncRequestTypeCatalogGenerator(tree);
    expect(catalogIn(one)).toEqual(catalogIn(other));
    for (const folder of ['alpha-points', 'zebra-points']) one.delete(`libs/request-types/${folder}`);
    syncRequestTypeCatalogGenerator(one);
    expect(catalogIn(one)).toEqual(committed);
  });

  it('lists only what is tagged as a request type', () => {
    const tree = workspaceCopy();
    const committed = catalogIn(tree);
    addLib(tree, 'stray', 'type:tool');
    tree.write('libs/request-types/notes/README.md', 'Not a lib.');
    syncRequestTypeCatalogGenerator(tree);
    expect(catalogIn(tree)).toEqual(committed);
  });

  it('breaks a list that is too long for a line', () => {
    const tree = workspaceCopy();
    for (let index = 10; index < 20; index++) addLib(tree, `points-of-kind-${index}`);
    syncRequestTypeCatalogGenerator(tree);
    const source = tree.read('libs/request-types/catalog/src/index.ts', 'utf8') ?? '';
    expect(source).toContain('readonly RequestType[] = [\n  ...badges,\n');
    expect(
      Math.max(
        ...source
          .split('\n')
          .slice(1)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(140);
  });
});

import fc from 'fast-check';
import { GrowingTree } from './growing-tree';
import { consistencyProof, hashLeaf, inclusionProof, isConsistent, rootFromInclusion, rootOf } from './merkle-tree';

/** Inputs and roots that the implementations of Certificate Transparency are tested by. */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const LEAVES = INPUTS.map((input) => hashLeaf(Buffer.from(input, 'hex')));

const leaves = fc
  .array(fc.uint8Array({ maxLength: 4 }), { minLength: 1, maxLength: 70 })
  .map((all) => all.map((one) => hashLeaf(Buffer.from(one))));
const place = fc.nat({ max: 1_000 });

describe('a Merkle tree', () => {
  it.each(ROOTS.map((root, size) => ({ size, root })))('has the root of RFC 6962 over $size leaves', ({ size, root }) => {
    expect(rootOf(LEAVES.slice(0, size)).toString('hex')).toBe(root);
  });

  it('has the documented proof of the first of eight leaves', () => {
    expect(inclusionProof(LEAVES, 0).map((hash) => hash.toString('hex'))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
  });

  it('grows to the same root as one that is built at once, and goes on from what it kept', () => {
    fc.assert(
      fc.property(leaves, place, (all, cut) => {
        const first = GrowingTree.empty();
        const until = cut % (all.length + 1);
        for (const leaf of all.slice(0, until)) first.add(leaf);
        expect(first.head().root).toEqual(rootOf(all.slice(0, until)));
        const second = GrowingTree.resume(first.size, first.keep());
        for (const leaf of all.slice(until)) second.add(leaf);
        expect(second.head()).toEqual({ size: all.length, root: rootOf(all) });
      }),
    );
  });

  it('does not go on from parts of another size', () => {
    expect(() => GrowingTree.resume(3, Buffer.alloc(32))).toThrow(RangeError);
  });

  it('proves that a leaf is in it, and of no other leaf or place', () => {
    fc.assert(
      fc.property(leaves, place, place, (all, chosen, other) => {
        const index = chosen % all.length;
        const proof = inclusionProof(all, index);
        expect(rootFromInclusion(all[index]!, index, all.length, proof)).toEqual(rootOf(all));
        expect(rootFromInclusion(hashLeaf('forged'), index, all.length, proof)).not.toEqual(rootOf(all));
        const elsewhere = other % all.length;
        if (!all[elsewhere]!.equals(all[index]!))
          expect(rootFromInclusion(all[index]!, elsewhere, all.length, proof)).not.toEqual(rootOf(all));
        expect(rootFromInclusion(all[index]!, index, all.length, [...proof, rootOf([])])).toBeUndefined();
      }),
    );
  });

  it('proves that a smaller one is its beginning, and of no other', () => {
    fc.assert(
      fc.property(leaves, place, (all, cut) => {
        const size = 1 + (cut % all.length);
        const proof = consistencyProof(all, size);
        const newer = { size: all.length, root: rootOf(all) };
        expect(isConsistent({ size, root: rootOf(all.slice(0, size)) }, newer, proof)).toBe(true);
        const forged = [...all.slice(0, size - 1), hashLeaf('forged')];
        expect(isConsistent({ size, root: rootOf(forged) }, newer, proof)).toBe(false);
        expect(isConsistent({ size, root: rootOf(all.slice(0, size)) }, newer, [...proof, rootOf([])])).toBe(false);
      }),
    );
  });
});

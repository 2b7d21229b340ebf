import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { type Checkpoint, checkpointText, readCheckpoint } from './checkpoint';
import { checkpointLineOf, markOf, marksOf, readCheckpointLine } from './checkpoint-line';
import { hashLeaf } from './merkle-tree';
import { openNote, readVerifierKey, signNote, verifierKeyOf } from './signed-note';

/** The example of the specification of notes. */
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

const signer = { name: 'example.org/journal', key: generateKeyPairSync('ed25519').privateKey };
const publicKey = { name: signer.name, key: createPublicKey(signer.key) };
const CHECKPOINT: Checkpoint = {
  log: 'example.org/journal',
  orgId: 0,
  size: 42,
  root: hashLeaf('root'),
  sealedAt: new Date('2026-11-22T11:12:25.123Z'),
  previous: hashLeaf('previous'),
};

describe('a signed note', () => {
  it('opens what other implementations signed', () => {
    expect(openNote(GO_NOTE, [readVerifierKey(GO_KEY)])?.signedBy?.name).toBe('PeterNeumann');
  });

  it('is opened by the key of its signer, in whichever way that is written down', () => {
    const note = signNote('one\n', signer);
    expect(openNote(note, [publicKey])).toEqual({ text: 'one\n', signedBy: publicKey });
    expect(openNote(note, [readVerifierKey(verifierKeyOf(publicKey))])?.signedBy?.name).toBe(signer.name);
  });

  it('is nobody’s when its text was changed, or another key signed under the same name', () => {
    const forger = { name: signer.name, key: generateKeyPairSync('ed25519').privateKey };
    expect(openNote(signNote('one\n', signer).replace('one', 'two'), [publicKey])?.signedBy).toBeUndefined();
    expect(openNote(signNote('one\n', forger), [publicKey])?.signedBy).toBeUndefined();
  });

  it('refuses a verifier key whose id is another one’s', () => {
    expect(() => readVerifierKey(verifierKeyOf(publicKey).replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toThrow(RangeError);
  });
});

describe('a checkpoint', () => {
  it('is read as it was written', () => {
    expect(readCheckpoint(checkpointText(CHECKPOINT))).toEqual(CHECKPOINT);
    const { previous: _, ...first } = CHECKPOINT;
    expect(readCheckpoint(checkpointText(first))).toEqual(first);
  });

  it('begins with origin, size and root, as every witness of logs reads them', () => {
    expect(checkpointText(CHECKPOINT).split('\n').slice(0, 3)).toEqual([
      'example.org/journal/org/0',
      '42',
      CHECKPOINT.root.toString('base64'),
    ]);
  });

  it('is one line of the file outside, with a mark per new leaf', () => {
    const leaves = [hashLeaf('a'), hashLeaf('b')];
    const line = checkpointLineOf({ note: 'note\n', from: 40, marks: marksOf(leaves) });
    expect(line.split('\n')).toHaveLength(2);
    expect(readCheckpointLine(line)).toEqual({ note: 'note\n', from: 40, marks: leaves.map(markOf) });
  });

  it('is not read from half a line', () => {
    expect(readCheckpointLine(checkpointLineOf({ note: 'note\n', from: 40, marks: marksOf([]) }).slice(0, 12))).toBeUndefined();
  });
});

import type { NewRequest } from '@countersign/engine';
import { approve, MAKER, newRequest, ORG, sendBack } from '../testdata/builders';
import { claimed, refused } from '../testdata/executions';
import { caller, OPERATOR } from '../testdata/reviews';
import { testStore, type TestStore } from '../testdata/test-database';

describe('submitting again what was sent back', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());

  const sentBack = async (own: Partial<NewRequest> = {}): Promise<NewRequest> => {
    const request = newRequest(own);
    await store.requests.submit(request);
    await store.requests.close(sendBack(request));
    return request;
  };

  it('costs one statement', async () => {
    const { requestId } = await sentBack();
    store.statements();
    await store.requests.submit(newRequest({ resubmissionOf: { requestId, makerIds: [] } }));
    expect(store.statements()).toEqual(['resubmit_request']);
  });

  it('stores nothing for somebody else than its maker, nor for what is open', async () => {
    const earlier = await sentBack();
    const open = newRequest();
    await store.requests.submit(open);
    const foreign = newRequest({ requester: { id: 42, name: 'Other Maker' }, resubmissionOf: { ...earlier, makerIds: [] } });
    await expect(store.requests.submit(foreign)).rejects.toThrow();
    const early = newRequest({ resubmissionOf: { requestId: open.requestId, makerIds: [] } });
    expect(await store.requests.submit(early)).toEqual({ kind: 'policy-changed' });
    for (const { requestId } of [foreign, early]) expect(await store.requests.read(ORG, requestId)).toBeUndefined();
  });

  it('keeps whoever asked before from checking it: not even past the rules', async () => {
    const failed = await claimed(store);
    await store.executions.settle(refused(failed));
    const replay = newRequest({ requester: OPERATOR });
    await store.operations.replay(caller(ORG, OPERATOR), failed.requestId, replay, 'the card is unlocked');
    await store.requests.close(sendBack(replay));
    const request = newRequest({ requester: OPERATOR, resubmissionOf: { requestId: replay.requestId, makerIds: [MAKER.id] } });
    expect(await store.requests.submit(request)).toMatchObject({ kind: 'created' });
    expect(await store.requests.read(ORG, request.requestId)).toMatchObject({
      resubmissionOf: { requestId: replay.requestId, makerIds: [MAKER.id] },
    });
    await expect(store.requests.close(approve(request, { checker: MAKER }))).rejects.toThrow(/request_checker_never_asked/);
  });
});

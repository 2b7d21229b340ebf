import { POLICY_STORE, REQUEST_STORE, type RequestStore, WAKE_UPS, type WakeUps } from '@countersign/engine';
import { Test } from '@nestjs/testing';
import { DATABASE_HEALTH, type DatabaseHealth, PersistenceModule } from './persistence.module';
import { newRequest, ORG } from './testdata/builders';
import { testStore, type TestStore } from './testdata/test-database';

describe('the persistence module', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());

  it('gives the engine its stores over one pool and lets go of every connection when the app closes', async () => {
    const options = { url: store.appUrls.gateway, applicationName: 'module-spec', poolSize: 2, statementTimeoutMs: 1_000 };
    const app = await Test.createTestingModule({ imports: [PersistenceModule.forRoot(options)] }).compile();
    await app.get<DatabaseHealth>(DATABASE_HEALTH).ping();
    const request = newRequest();
    const requests = app.get<RequestStore>(REQUEST_STORE);
    expect(await requests.submit(request)).toMatchObject({ kind: 'created' });
    expect(await store.requests.read(ORG, request.requestId)).toMatchObject({ state: 'pending' });
    expect(app.get(POLICY_STORE)).toBeDefined();
    await new Promise<void>((resolve) => app.get<WakeUps>(WAKE_UPS).listen('outcomes', resolve));
    await app.close();
    const left = `select 1 from pg_stat_activity where datname = current_database() and application_name in ('module-spec', 'countersign-listen')`;
    expect(await store.sql(left)).toEqual([]);
  });
});

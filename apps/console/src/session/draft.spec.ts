const MAYA = { id: 's1', token: 't', via: 'paste', user: { id: 1001, name: 'Maya' }, orgs: [], orgId: 0, expiresAt: 9e15 } as const;

describe('a draft', () => {
  /** As a browser has it: what is kept are its own properties. */
  class Storage {
    getItem(key: string): string | null {
      return (this as unknown as Record<string, string>)[key] ?? null;
    }
    setItem(key: string, text: string): void {
      Object.assign(this, { [key]: text });
    }
    removeItem(key: string): void {
      Reflect.deleteProperty(this, key);
    }
  }
  const storage = new Storage();
  beforeAll(() => Object.assign(globalThis, { sessionStorage: storage }));

  it('is stored for whoever typed it, also when the session runs out meanwhile, and never for nobody', async () => {
    const { keepDraft } = await import('./draft');
    const { beginSession, endSession } = await import('../signed-in/session-store');
    const drafts = () => Object.keys(storage).filter((key) => key.startsWith('countersign.draft.'));
    keepDraft(undefined, 'a', '"x"');
    expect(drafts()).toEqual([]);
    beginSession(MAYA);
    endSession('expired');
    keepDraft(1001, 'a', '"x"');
    keepDraft(undefined, 'b', '"x"');
    expect(drafts()).toEqual(['countersign.draft.1001.a']);
    beginSession({ ...MAYA, user: { id: 2, name: 'Chen' } });
    keepDraft(1001, 'a', '"x"');
    expect(drafts()).toEqual([]);
    beginSession(MAYA);
    endSession('signed-out');
    keepDraft(1001, 'a', '"x"');
    expect(drafts()).toEqual([]);
  });
});

import { NothingToPatchError } from './nothing-to-patch-error';
import { patchFunction, patchMethod, replaceExport } from './patch';

class Clerk {
  constructor(private readonly name: string) {}

  greet(guest: string): string {
    return `${this.name} greets ${guest}`;
  }
}

class Trainee extends Clerk {}

describe('patchMethod', () => {
  it('changes what all instances do, and hands on the original', () => {
    const clerk = new Clerk('Asha');
    patchMethod(
      Clerk,
      'greet',
      (greet) =>
        function (this: Clerk, guest) {
          return `${greet.call(this, guest)} twice`;
        },
    );
    expect(clerk.greet('Ben')).toBe('Asha greets Ben twice');
  });

  it('fails when the class is gone, or the method is not its own', () => {
    expect(() => patchMethod<Clerk, 'greet'>(undefined, 'greet', (greet) => greet)).toThrow(NothingToPatchError);
    expect(() => patchMethod(Trainee, 'greet', (greet) => greet)).toThrow(NothingToPatchError);
  });
});

describe('replaceExport', () => {
  it('changes what callers find in the module', () => {
    const module = { judge: (points: number) => points > 10 };
    replaceExport<typeof module.judge>(module, 'judge', (judge) => (points) => !judge(points));
    expect(module.judge(20)).toBe(false);
  });

  it('fails when there is no such function, or it is handed on from another module', () => {
    const index = Object.defineProperty({}, 'judge', { get: () => () => true });
    expect(() => replaceExport({}, 'judge', (original) => original)).toThrow(NothingToPatchError);
    expect(() => replaceExport({ judge: 1 }, 'judge', (original) => original)).toThrow(NothingToPatchError);
    expect(() => replaceExport(index, 'judge', (original) => original)).toThrow(NothingToPatchError);
  });
});

describe('patchFunction', () => {
  it('fails when the module is gone', () => {
    const place = { library: '@countersign/engine', module: 'domain/no-such-module', name: 'judgeAttempt' };
    expect(() => patchFunction(place, (original) => original)).toThrow(/no module domain\/no-such-module/);
  });
});

import { environmentOf, plainEnvironment } from './environment';

describe('the environment of an app', () => {
  it('takes the later of two settings, and unsets what is empty or absent', () => {
    const merged = environmentOf({ A: '1', B: '1', C: '1', D: '1' }, { A: '2', B: '', C: undefined });
    expect(merged).toEqual({ A: '2', D: '1' });
  });

  it('does not hand on settings that a developer exported for something else', () => {
    process.env['DATABASE_URL'] = 'postgresql://elsewhere/production';
    expect(plainEnvironment()).not.toHaveProperty('DATABASE_URL');
    delete process.env['DATABASE_URL'];
  });
});

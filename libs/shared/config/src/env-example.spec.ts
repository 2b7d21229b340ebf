import { z } from 'zod';
import { undocumentedSettings, unknownSettings } from './env-example';
import { flag, port, url } from './settings';
import { settingsOf } from './settings-of';

const schema = z.object({
  PORT: port().default(3000).describe('Where the gateway listens.'),
  DATABASE_URL: url(['postgres']).describe('The one database.'),
  PRETTY: flag().describe('Logs for people.').optional(),
});

const complete = `# Where the gateway listens.
PORT=3000

# The one database.
DATABASE_URL=postgres://localhost:5432/countersign

# Logs for people.
# PRETTY=true
`;

describe('settingsOf', () => {
  it('describes each setting, however it is wrapped', () => {
    expect(settingsOf(schema.transform((settings) => settings.PORT))).toEqual([
      { name: 'PORT', description: 'Where the gateway listens.', default: 3000, required: false },
      { name: 'DATABASE_URL', description: 'The one database.', default: undefined, required: true },
      { name: 'PRETTY', description: 'Logs for people.', default: undefined, required: false },
    ]);
  });

  it('refuses a schema that is not an object of settings', () => {
    expect(() => settingsOf(z.string())).toThrow('must be a z.object');
  });
});

describe('undocumentedSettings', () => {
  it('finds none in a complete example', () => {
    expect(undocumentedSettings(schema, complete)).toEqual([]);
  });

  it.each([
    ['is not there', complete.replace('DATABASE_URL=', 'DATABASE=')],
    ['stands twice', `${complete}# Again.\n# DATABASE_URL=postgres://other`],
    ['has no comment', complete.replace('# The one database.\n', '\n')],
    ['is only mentioned in a comment', complete.replace('DATABASE_URL=', '# like DATABASE_URL=')],
  ])('names a setting that %s', (_, example) => {
    expect(undocumentedSettings(schema, example)).toEqual(['DATABASE_URL']);
  });
});

describe('unknownSettings', () => {
  it('names what no schema reads any more', () => {
    expect(unknownSettings([schema], `${complete}# Gone.\nOLD_NAME=1\n`)).toEqual(['OLD_NAME']);
  });

  it('takes the settings of all schemas together', () => {
    expect(unknownSettings([schema.pick({ PORT: true }), schema.omit({ PORT: true })], complete)).toEqual([]);
  });
});

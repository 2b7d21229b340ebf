import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RequestTypeRegistry } from '@countersign/contract';
import { Test } from '@nestjs/testing';
import { RequestTypeCatalogModule, requestTypes } from './index';

const LIBS = join(__dirname, '../..');
const CATALOG = 'catalog';

describe('the catalog', () => {
  it('registers every type with an app that imports it', async () => {
    const app = await Test.createTestingModule({ imports: [RequestTypeCatalogModule] }).compile();
    const registered = app.get(RequestTypeRegistry, { strict: false }).all();
    expect(registered.length).toBeGreaterThan(0);
    expect(new Set(registered)).toEqual(new Set(requestTypes));
    await app.close();
  });

  it('leaves out no lib under libs/request-types', () => {
    const libs = readdirSync(LIBS).filter((name) => name !== CATALOG && existsSync(join(LIBS, name, 'package.json')));
    const generated = readFileSync(join(__dirname, 'index.ts'), 'utf8');
    expect(libs.filter((name) => !generated.includes(`'@countersign/${name}'`))).toEqual([]);
  });
});

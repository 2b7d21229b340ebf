import { requestTypes } from '@countersign/request-type-catalog';
import { z } from 'zod';
import { exampleSubmission } from '../requests/request.example';
import { submissionSchema } from '../requests/submission';
import { describeAllRoutes } from './all-routes';
import { buildDocument } from './document';
import type { Shown } from './route-description';

const routes = describeAllRoutes(requestTypes);
const bodies = routes.flatMap(({ method, path, body, answers }) => {
  const named: (readonly [string, Shown | undefined])[] = [
    ['body', body],
    ...Object.entries(answers).map(([status, answer]) => [status, answer.body] as const),
  ];
  return named.flatMap(([part, shown]) => (shown?.examples ? [{ name: `${method} ${path} ${part}`, ...shown }] : []));
});

describe('the OpenAPI document', () => {
  it.each(bodies)('has examples that satisfy the schema of $name', ({ schema, examples }) => {
    const validator = z.fromJSONSchema(schema);
    for (const example of Object.values(examples ?? {})) expect(validator.safeParse(example).error?.issues).toBeUndefined();
  });

  it.each(requestTypes.map((type) => [type.key, type] as const))('has a submission of %s that its own schemas accept', (_key, type) => {
    expect(submissionSchema.safeParse(exampleSubmission(type)).success).toBe(true);
    expect(type.payload.safeParse(type.example).success).toBe(true);
  });

  it('refers only to schemas that it has', () => {
    const document = buildDocument(routes, requestTypes);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
    expect(new Set(references)).toEqual(new Set(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)));
  });

  it('gives each operation a name of its own', () => {
    const ids = [...JSON.stringify(buildDocument(routes, requestTypes)).matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(routes.length);
  });
});

import { z } from 'zod';
import { type DescribeRoutes, queryParameters, shown } from '../platform/openapi/route-description';
import { time } from '../platform/openapi/shared-schemas';
import { checkpointsQuerySchema } from './journal-queries';
import { TAG } from './operations.openapi';

const checkpointSchema = z.strictObject({
  entries: z.int().describe('How many entries of the journal it was signed over.'),
  sealedAt: time,
  outsideAt: time.optional().describe('When it was written to the file outside the database; absent until then.'),
  note: z.string().describe('The signed note (C2SP tlog-checkpoint): origin, size and root of the tree, time, and the signature.'),
});

export const checkpointsSchema = z.strictObject({
  data: z.array(checkpointSchema),
  pagination: z.strictObject({ numberOfElements: z.int(), nextCursor: z.string().optional() }),
});

const EXAMPLE = {
  entries: 42,
  sealedAt: '2026-11-22T11:12:56.007Z',
  outsideAt: '2026-11-22T11:12:56.021Z',
  note: 'countersign.local/journal/org/100\n42\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nat 2026-11-22T11:12:56.007Z\n\n— countersign.local/journal Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n',
};

export const describeCheckpointRoutes: DescribeRoutes = () => [
  {
    method: 'get',
    path: '/operations/journal/checkpoints',
    tag: TAG,
    summary: 'Read the signed states of the journal',
    description: 'Needs CanAuditWorkflows. For the whole org. The newest first; docs/audit.md tells how to verify them.',
    parameters: queryParameters(checkpointsQuerySchema),
    answers: {
      200: {
        description: 'A page.',
        body: shown(checkpointsSchema, { data: [EXAMPLE], pagination: { numberOfElements: 1 } }, 'output'),
      },
    },
    problems: ['invalid-payload'],
  },
];

/** Somebody to be while developing or trying the product out. */
export interface DevelopmentPerson {
  readonly userId: number;
  readonly name: string;
  readonly grants: readonly string[];
  /** What they are there for, in one sentence. */
  readonly about: string;
}

export const DEVELOPMENT_ORG_ID = 0;

/** Two of each kind, since nobody may decide what they asked for themselves. */
export const DEVELOPMENT_PEOPLE: readonly DevelopmentPerson[] = [
  { userId: 1001, name: 'Maya Maker', grants: ['CanMakeRequest'], about: 'Asks for points, badges and changes.' },
  { userId: 2001, name: 'Chen Checker', grants: ['CanCheckRequest'], about: 'Approves or rejects what makers ask for.' },
  { userId: 3001, name: 'Olga Operator', grants: ['CanOperateWorkflows'], about: 'Sees to what is stuck or in doubt.' },
  {
    userId: 3002,
    name: 'Carl Configurator',
    grants: ['CanConfigureWorkflows', 'CanReadRequests'],
    about: 'Proposes policies and registers webhooks.',
  },
  { userId: 1002, name: 'Milan Maker', grants: ['CanMakeRequest'], about: 'Another maker.' },
  {
    userId: 2002,
    name: 'Cleo Checker',
    grants: ['CanCheckRequest', 'CanCheckRequestSenior'],
    about: 'Another checker, who is also a senior one.',
  },
  { userId: 3003, name: 'Omar Operator', grants: ['CanOperateWorkflows'], about: 'Confirms what Olga found out.' },
  {
    userId: 3004,
    name: 'Clara Configurator',
    grants: ['CanConfigureWorkflows', 'CanReadRequests'],
    about: 'Approves the policies that Carl proposes.',
  },
];

import type { Stack, StackUser } from '@countersign/local-stack';

/** A person of an org, with a token that lasts longer than any run. */
export interface Person extends StackUser {
  readonly token: string;
}

/** An org and the people that work in it. Ids are the same in every org, as with an identity provider that orgs share. */
export interface WorkloadOrg {
  readonly id: number;
  /** Stands in every payload and comment of this org, and nowhere else. */
  readonly marker: string;
  readonly makers: readonly Person[];
  /** Makes and checks, and so must be kept from checking what they made. */
  readonly makerAndChecker: Person;
  readonly checkers: readonly Person[];
  readonly configurators: readonly [Person, Person];
  readonly operators: readonly [Person, Person];
}

/** 0 is an org like any other, and the one that a careless `if (orgId)` forgets. */
const ORG_IDS = [0, 101, 102, 103, 104, 105] as const;

const MAKER_IDS = [1001, 1002, 1003] as const;
const CHECKER_IDS = [2001, 2002, 2003] as const;

export async function createOrgs(stack: Stack, random: () => number): Promise<readonly WorkloadOrg[]> {
  return Promise.all(ORG_IDS.map((id) => createOrg(stack, id, `mark-${id}-${Math.floor(random() * 0xffff_ffff).toString(16)}`)));
}

async function createOrg(stack: Stack, orgId: number, marker: string): Promise<WorkloadOrg> {
  const person = async (id: number, ...grants: Parameters<Stack['token']>[2][number][]): Promise<Person> => {
    const name = `person ${id}`;
    return { id, name, token: await stack.token({ id, name }, orgId, grants) };
  };
  return {
    id: orgId,
    marker,
    makers: await Promise.all(MAKER_IDS.map((id) => person(id, 'CanMakeRequest'))),
    makerAndChecker: await person(1900, 'CanMakeRequest', 'CanCheckRequest'),
    checkers: await Promise.all(CHECKER_IDS.map((id) => person(id, 'CanCheckRequest'))),
    configurators: [
      await person(3001, 'CanConfigureWorkflows', 'CanReadRequests'),
      await person(3002, 'CanConfigureWorkflows', 'CanReadRequests'),
    ],
    operators: [await person(4001, 'CanOperateWorkflows'), await person(4002, 'CanOperateWorkflows')],
  };
}

import { Alert, Select, Skeleton, Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import { type RequestTypeDescription, requestTypesQuery } from '../api/request-types';
import { Failure } from '../display/failure';
import { PageTitle } from '../display/page-title';
import { useGrant } from '../signed-in/session-store';
import { PolicyOfType } from './policy-of-type';

/** Who approves what, for each request type of the org. */
export function PoliciesPage() {
  const types = useQuery(requestTypesQuery);
  const mayConfigure = useGrant('CanConfigureWorkflows');
  const { type: asked } = useSearch({ from: '/signed-in/policies' });
  const chosen = types.data?.find(({ name, type }) => name === asked || type === asked) ?? types.data?.[0];
  return (
    <>
      <PageTitle title="Policies" about="Who approves what, and how much. One person proposes a change, another one approves it." />
      {!mayConfigure && (
        <Alert
          variant="light"
          color="gray"
          icon={<Lock size={18} aria-hidden />}
          title="Policies are read and changed with CanConfigureWorkflows"
          mb="md"
        >
          You do not have this grant in this org. Whoever administers your sign-in can give it to you.
        </Alert>
      )}
      {mayConfigure && types.isPending && <Skeleton height={240} />}
      {types.isError && <Failure error={types.error} onRetry={() => void types.refetch()} />}
      {mayConfigure && types.data && chosen && <ChosenType types={types.data} chosen={chosen} />}
    </>
  );
}

interface ChosenProps {
  readonly types: readonly RequestTypeDescription[];
  readonly chosen: RequestTypeDescription;
}

function ChosenType({ types, chosen }: ChosenProps) {
  const navigate = useNavigate();
  const choose = (name: string | null) => name !== null && void navigate({ to: '/policies', search: { type: name } });
  return (
    <Stack gap="md">
      <Select
        hiddenFrom="sm"
        label="Request type"
        data={types.map(({ name, title }) => ({ value: name, label: title }))}
        value={chosen.name}
        onChange={choose}
        allowDeselect={false}
      />
      <Tabs value={chosen.name} onChange={choose} visibleFrom="sm" keepMounted={false}>
        <Tabs.List aria-label="Request types">
          {types.map(({ name, title }) => (
            <Tabs.Tab key={name} value={name}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <PolicyOfType key={chosen.type} type={chosen} />
    </Stack>
  );
}

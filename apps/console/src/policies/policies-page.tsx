import { PageTitle } from '../display/page-title';

export function PoliciesPage() {
  return <PageTitle title="Policies" />;
}

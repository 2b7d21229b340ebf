import { PageTitle } from '../display/page-title';

export function OperationsPage() {
  return <PageTitle title="Operations" />;
}

import { PageTitle } from '../display/page-title';

export function OverviewPage() {
  return <PageTitle title="Overview" />;
}

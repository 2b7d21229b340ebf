import { PageTitle } from '../display/page-title';

export function RequestPage() {
  return <PageTitle title="Request" />;
}

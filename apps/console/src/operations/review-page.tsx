import { PageTitle } from '../display/page-title';

export function ReviewPage() {
  return <PageTitle title="Review" />;
}

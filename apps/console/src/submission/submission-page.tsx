import { PageTitle } from '../display/page-title';

export function SubmissionPage() {
  return <PageTitle title="New request" />;
}

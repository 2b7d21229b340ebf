import { PageTitle } from '../display/page-title';

export function UploadPage() {
  return <PageTitle title="Upload" />;
}

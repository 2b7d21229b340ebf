import { PageTitle } from '../display/page-title';

export function WebhooksPage() {
  return <PageTitle title="Webhooks" />;
}

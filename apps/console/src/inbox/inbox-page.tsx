import { PageTitle } from '../display/page-title';

export function InboxPage() {
  return <PageTitle title="Inbox" />;
}

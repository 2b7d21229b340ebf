import { PageTitle } from '../display/page-title';

export function CallbackPage() {
  return <PageTitle title="Signing in" />;
}

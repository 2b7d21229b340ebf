import { PageTitle } from '../display/page-title';

export function SignInPage() {
  return <PageTitle title="Sign in" />;
}

// An OpenID provider of its own, for the tests of the console: node main.mjs <settings in JSON>; prints a line when it listens.
import Provider from 'oidc-provider';

const { port, clientId, home, resource, people, tokenSeconds } = JSON.parse(process.argv[2]);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: clientId,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [`${home}/callback`],
      post_logout_redirect_uris: [home],
    },
  ],
  // A browser keeps no secret: whoever has the code must also have what it was asked for with.
  pkce: { required: () => true },
  clientBasedCORS: () => true,
  findAccount: (_context, accountId) => (people[accountId] ? { accountId, claims: () => ({ sub: accountId }) } : undefined),
  extraTokenClaims: (_context, { accountId }) => people[accountId],
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  features: {
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: '',
        audience: resource,
        accessTokenFormat: 'jwt',
        accessTokenTTL: tokenSeconds,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});

provider.listen(port, '127.0.0.1', () => console.log(`listening on ${port}`));
// Whoever started it holds the other end: when they are gone, so is it.
process.stdin.on('end', () => process.exit(0)).resume();

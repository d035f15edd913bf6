import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

const CLIENT = { id: 'thuoc-do', secret: 'a secret of the tests, and of nobody else' }

/** Whom the provider signs in, without asking: what happens on its own pages is not ours to test. */
export interface SignedInThere {
  subject: string
  acr?: string
  amr?: string[]
}

/** A real OpenID provider (oidc-provider) on a port of its own. */
export interface TestProvider {
  issuer: string
  /** Who comes back from it. */
  person: SignedInThere
  /** Answers from now on, and sends browsers back to this address alone. */
  serve(redirectUri: string): void
  /** The codes that it has given and that are still to be used end, as if minutes had passed. */
  expireCodes(): Promise<void>
  stop(): Promise<void>
}

/** A provider that is still to be told where it sends browsers back to. */
export async function startProvider(): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const codes: { destroy(): Promise<void> }[] = []
  const running: TestProvider = {
    issuer,
    person: { subject: 'nobody' },
    serve(redirectUri) {
      const provider = createProvider(issuer, redirectUri)
      const answer = provider.callback()
      provider.on('authorization_code.saved', (code) => codes.push(code))
      server.on('request', (request, response) => {
        if (!request.url?.startsWith('/interaction/')) return answer(request, response)
        const { subject: accountId, ...factors } = running.person
        const login = { accountId, remember: false, ...factors }
        return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
      })
    },
    async expireCodes() {
      for (const code of codes.splice(0)) await code.destroy()
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return running
}

/** The variables with which the program uses it. */
export function providerVariables({ issuer }: TestProvider): Record<string, string> {
  return {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_LABEL: 'tài khoản công vụ',
    OIDC_ACR_VALUES: 'urn:two-factors',
  }
}

function createProvider(issuer: string, redirectUri: string): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    acrValues: ['urn:two-factors'],
    claims: { openid: ['sub', 'acr', 'amr', 'preferred_username'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['for tests'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: `${id}@so.lamdong.example` }),
    }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: CLIENT.id,
        accountId: oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
    pkce: { required: () => true },
  })
}

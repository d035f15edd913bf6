import type { CDPSession, Page } from 'playwright-core'

/** An authenticator that Chromium plays, at one page. */
export interface Authenticator {
  cdp: CDPSession
  id: string
}

/** Like a phone that knows its owner by a finger. */
export async function plugIn(page: Page): Promise<Authenticator> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, id: authenticatorId }
}

/** From now on it answers without asking for a finger or a PIN, and says so. */
export async function forgetOwner({ cdp, id }: Authenticator): Promise<void> {
  await cdp.send('WebAuthn.setResponseOverrideBits', { authenticatorId: id, isBadUV: true })
}

/** The passkeys that it holds, private keys and counters included: what whoever copies it has. */
export async function contentOf({ cdp, id }: Authenticator) {
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: id })
  return credentials
}

/** Makes it hold these and no others. */
export async function refill(
  { cdp, id }: Authenticator,
  credentials: Awaited<ReturnType<typeof contentOf>>,
): Promise<void> {
  await cdp.send('WebAuthn.clearCredentials', { authenticatorId: id })
  for (const credential of credentials) {
    await cdp.send('WebAuthn.addCredential', { authenticatorId: id, credential })
  }
}

/** What it answers to a challenge, on whatever page is open. */
export function answerTo(page: Page, options: object): Promise<string> {
  return page.evaluate(`(async () => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(${JSON.stringify(options)})
    return JSON.stringify((await navigator.credentials.get({ publicKey })).toJSON())
  })()`)
}

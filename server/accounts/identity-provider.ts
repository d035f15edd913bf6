import * as client from 'openid-client'
import type { ProviderConfig } from '../config.ts'

const PATIENCE_SECONDS = 5
export const CALLBACK_PATH = '/sign-in/provider/callback'

/** The provider cannot be had just now; `cause` says why. */
export class ProviderUnreachable extends Error {}

/** The provider vouches for nobody, or what came back is not what it was asked. */
export class ProviderRefusal extends Error {}

/** What only this program and the browser that was sent know, until the browser comes back. */
export interface Errand {
  state: string
  nonce: string
  codeVerifier: string
}

/** Whom the provider vouches for. Issuer and subject together are never given to anybody else (OpenID Connect Core, 5.7). */
export interface Identity {
  issuer: string
  subject: string
  /** To be shown. */
  name: string
  /** Whether the provider says that it asked for a second factor. */
  hasSecondFactor: boolean
}

export interface IdentityProvider {
  label: string
  /** @throws {ProviderUnreachable} */
  send(): Promise<{ href: string; errand: Errand }>
  /** `query`: what the browser came back with. @throws {ProviderUnreachable} @throws {ProviderRefusal} */
  receive(query: string, errand: Errand): Promise<Identity>
}

/** The organisation's identity provider, which is asked about itself when somebody first needs it. */
export function identityProvider(provider: ProviderConfig, publicUrl: URL): IdentityProvider {
  const { issuer, clientId, clientSecret, acrValues, label } = provider
  const redirectUri = new URL(CALLBACK_PATH, publicUrl).href
  let discovered: Promise<client.Configuration> | undefined
  return { label, send, receive }

  async function send() {
    const about = await discover()
    const errand = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      codeVerifier: client.randomPKCECodeVerifier(),
    }
    const { href } = client.buildAuthorizationUrl(about, {
      redirect_uri: redirectUri,
      scope: 'openid profile',
      state: errand.state,
      nonce: errand.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(errand.codeVerifier),
      code_challenge_method: 'S256',
      ...(acrValues.length > 0 ? { acr_values: acrValues.join(' ') } : {}),
    })
    return { href, errand }
  }

  async function receive(query: string, { state, nonce, codeVerifier }: Errand): Promise<Identity> {
    const about = await discover()
    const currentUrl = new URL(redirectUri + query)
    const checks = {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    }
    try {
      const claims = (await client.authorizationCodeGrant(about, currentUrl, checks)).claims()
      if (!claims) throw new Error('the provider gives no id token')
      return identityOf(claims)
    } catch (cause) {
      const Failure = isNetworkFailure(cause) ? ProviderUnreachable : ProviderRefusal
      throw new Failure('signing in by the provider fails', { cause })
    }
  }

  /** Kept once it succeeded. */
  function discover(): Promise<client.Configuration> {
    discovered ??= client
      .discovery(issuer, clientId, undefined, client.ClientSecretBasic(clientSecret), {
        timeout: PATIENCE_SECONDS,
        // The configuration allows http on this machine alone, and never in production.
        execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
      })
      .catch((cause) => {
        discovered = undefined
        throw new ProviderUnreachable('the provider does not say how to use it', { cause })
      })
    return discovered
  }

  function identityOf(claims: client.IDToken): Identity {
    const { iss, sub, acr, amr, preferred_username, name } = claims
    const called = [preferred_username, name, sub].find((each) => typeof each === 'string' && each !== '')
    return {
      issuer: iss,
      subject: sub,
      name: String(called)
        .replace(/[\p{Cc}\p{Cf}]/gu, '')
        .slice(0, 100),
      hasSecondFactor: acrValues.includes(String(acr)) || saysSecondFactor(amr),
    }
  }
}

/** RFC 8176: several factors, a one-time code, a key in hardware. */
const STRONG = ['mfa', 'otp', 'hwk']

function saysSecondFactor(amr: unknown): boolean {
  return Array.isArray(amr) && amr.some((method) => STRONG.includes(method))
}

function isNetworkFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { name, message, cause } = error
  return name === 'TimeoutError' || message === 'fetch failed' || isNetworkFailure(cause)
}

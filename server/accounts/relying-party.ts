import { isIP } from 'node:net'

/** Whom a passkey is made for: it works at no other address, so nobody can be lured into using it elsewhere. */
export interface RelyingParty {
  /** The host name. */
  id: string
  origin: string
}

/**
 * From PUBLIC_URL and never from the Host header.
 * @returns null where browsers know no passkeys: at a numeric address, and over plain http but on the own machine.
 */
export function relyingParty({ hostname, origin, protocol }: URL): RelyingParty | null {
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return null
  const isOwnMachine = hostname === 'localhost' || hostname.endsWith('.localhost')
  return protocol === 'https:' || isOwnMachine ? { id: hostname, origin } : null
}

/** The library for passkeys, once somebody needs it: it takes 9 MB, and most requests are ratings. */
export const webauthn = () => import('@simplewebauthn/server')

import type { Deps } from '../app.ts'
import { ceremony } from './ceremony.ts'
import type { Identity } from './identity-provider.ts'

/** An identity that the provider vouched for, while the person at the session has not yet agreed to link it. */
export function pendingLink(deps: Pick<Deps, 'config' | 'databases' | 'clock'>) {
  return ceremony<{ sessionId: string; identity: Identity }>(deps, 'provider-link')
}

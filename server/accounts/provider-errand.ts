import type { Deps } from '../app.ts'
import { ceremony } from './ceremony.ts'
import type { Errand } from './identity-provider.ts'

/** What a browser was sent to the provider for. */
export type ProviderErrand = { errand: Errand } & (
  | { purpose: 'sign_in'; next: string | null }
  /** To link the provider's account to that of the person at this session. */
  | { purpose: 'link'; sessionId: string }
)

export function providerErrand(deps: Pick<Deps, 'config' | 'databases' | 'clock'>) {
  return ceremony<ProviderErrand>(deps, 'provider')
}

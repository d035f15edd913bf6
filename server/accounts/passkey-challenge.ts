import type { Request, Response } from 'express'
import type { Deps } from '../app.ts'
import { HttpError } from '../web/http-error.ts'
import { ceremony } from './ceremony.ts'
import { type PasskeyAnswer, passkeyOptions } from './check-passkey.ts'
import type { Assertion } from './credential.input.ts'
import { relyingParty } from './relying-party.ts'
import type { Factor } from './second-factor.ts'
import type { FactorFields } from './sign-in.input.ts'

/** Asks a browser for one of its owner's passkeys, and takes the answer to each challenge once. */
export function passkeyChallenge(deps: Pick<Deps, 'config' | 'databases' | 'clock'>) {
  const party = relyingParty(deps.config.publicUrl)
  const asked = ceremony<{ challenge: string }>(deps, 'passkey')
  return { isPossible: party !== null, ask, answerTo, factorOf }

  async function ask(response: Response): Promise<void> {
    if (!party) throw new HttpError(404, 'not_found')
    const options = await passkeyOptions(party)
    asked.begin(response, { challenge: options.challenge })
    response.set('Cache-Control', 'no-store').json(options)
  }

  /** @returns null where nothing was asked, or too long ago. */
  async function answerTo(
    request: Request,
    response: Response,
    assertion: Assertion,
  ): Promise<PasskeyAnswer | null> {
    const begun = await asked.finish(request, response)
    return party && begun && { party, assertion, challenge: begun.challenge }
  }

  /** The second factor that a form holds. @returns null for the answer to a challenge that ended. */
  async function factorOf(
    request: Request,
    response: Response,
    { code, passkey }: FactorFields,
  ): Promise<Factor | null> {
    if (passkey === null) return { kind: 'code', code }
    const answer = await answerTo(request, response, passkey)
    return answer && { kind: 'passkey', ...answer }
  }
}

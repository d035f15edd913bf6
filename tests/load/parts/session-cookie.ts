import { connect } from '../../../db/connect.ts'
import { systemClock } from '../../../server/clock.ts'
import { beginSession } from '../../support/staff.ts'

/** Officials' pages are measured as an official asks for them. */
export async function sessionCookie(databaseUrl: string): Promise<string> {
  const databases = connect(databaseUrl)
  try {
    const { token } = await beginSession({ databases, clock: systemClock }, { role: 'reform_office' })
    return `session=${token}`
  } finally {
    await databases.close()
  }
}

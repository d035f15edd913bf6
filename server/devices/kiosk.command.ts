import type { Databases } from '../../db/connect.ts'
import { OPERATOR } from '../audit/record-audit.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { enrolmentUrl } from './enrolment-code.page.ts'
import { spelledEnrolmentCode } from './enrolment-code.ts'
import { issueEnrolmentCode, VALID_MINUTES } from './issue-enrolment-code.ts'

export class TakesNoDevices extends Error {}

/** `thuoc-do kiosk enrol <touchpoint>`: a code for somebody who stands before the kiosk. @throws {TakesNoDevices} */
export async function enrolCommand(
  databases: Databases,
  touchpointCode: string,
  { config, clock, print }: { config: Config; clock: Clock; print(line: string): void },
): Promise<void> {
  const code = await issueEnrolmentCode(databases.write, touchpointCode, OPERATOR, clock())
  if (code === undefined) {
    throw new TakesNoDevices(`${touchpointCode} is no kiosk or tablet that is in service.`)
  }
  print(`Code: ${spelledEnrolmentCode(code)} (for one device, within ${VALID_MINUTES} minutes)`)
  print(`Open on the kiosk: ${enrolmentUrl(config.publicUrl, code)}`)
}

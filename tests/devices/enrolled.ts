import { OPERATOR } from '../../server/audit/record-audit.ts'
import { issueEnrolmentCode } from '../../server/devices/issue-enrolment-code.ts'
import { TestDevice } from '../support/device.ts'
import type { RunningApp } from '../support/running-app.ts'

/** A code for a touchpoint, as the operator's command makes it. */
export async function enrolmentCode(app: RunningApp, touchpoint = 'demo-kiosk'): Promise<string> {
  const code = await issueEnrolmentCode(app.databases.write, touchpoint, OPERATOR, app.clock())
  if (!code) throw new Error(`${touchpoint} takes no devices`)
  return code
}

/** A kiosk that has just been enrolled. */
export async function enrolledDevice(app: RunningApp, touchpoint?: string): Promise<TestDevice> {
  const device = new TestDevice(app.clock)
  await device.enrol(app.url, await enrolmentCode(app, touchpoint))
  return device
}

import { DatabaseMissing } from '../db/connect.ts'
import { RightsRefused } from '../db/grant-rights.ts'
import { SchemaNewer, SchemaOlder } from '../db/schema-version.ts'
import { UserProblem } from './accounts/user.command.ts'
import { KeyProblem } from './api/api-key.command.ts'
import { ConfigProblem } from './config.ts'
import { TakesNoDevices } from './devices/kiosk.command.ts'
import { ImportProblem } from './imports/read-csv.ts'
import { ImportRefused } from './invitations/import-dossiers.command.ts'
import { RetentionRefused } from './retention/delete-expired.ts'
import { SimulationRefused } from './simulation/simulation-refused.ts'

const EXPECTED = [
  ConfigProblem,
  DatabaseMissing,
  ImportProblem,
  ImportRefused,
  KeyProblem,
  RetentionRefused,
  RightsRefused,
  SchemaNewer,
  SchemaOlder,
  SimulationRefused,
  TakesNoDevices,
  UserProblem,
]

/** What the operator reads: the message alone where it says what to do, else with the place in the program. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return EXPECTED.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message)
}

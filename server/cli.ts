#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander'
import { connect, connectExisting, type Databases } from '../db/connect.ts'
import { grantRights } from '../db/grant-rights.ts'
import { migrate, refuseOlderSchema } from '../db/migrate.ts'
import { addUser, type NewUser, resetUser } from './accounts/user.command.ts'
import { listKeys, makeKey, revokeKey } from './api/api-key.command.ts'
import { systemClock } from './clock.ts'
import { readConfig } from './config.ts'
import { describeFailure } from './describe-failure.ts'
import { enrolCommand } from './devices/kiosk.command.ts'
import { importDossiers } from './invitations/import-dossiers.command.ts'
import { importProcedures } from './procedures/import-procedures.ts'
import { retention } from './retention/retention.command.ts'
import { importPublishedValues } from './scorecard/import-published-values.ts'
import { simulateCommand } from './simulation/simulate.command.ts'
import { openDatabases } from './start-up.ts'
import { importUnits } from './units/import-units.ts'
import { verify } from './verify.command.ts'

// What a command writes is its owner's alone, as what the program writes is.
process.umask(0o077)

/** The operator's commands, under the same environment variables as the program. */
const program = new Command('thuoc-do')
  .description('Thước Đo: commands for the operator')
  .showHelpAfterError()

program
  .command('migrate')
  .description('bring the database up to date')
  .action(() =>
    withConnection(connect, async (databases) => {
      const applied = await migrate(databases)
      print(applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The database is up to date.')
    }),
  )

program
  .command('grant-rights')
  .description(
    'PostgreSQL: give the program a database user that cannot change or delete the audit or a response',
  )
  .argument('<user>', 'a database user that is there already and does not own the tables')
  .action((user: string) =>
    withConnection(connectExisting, async (databases) => {
      await refuseOlderSchema(databases)
      await grantRights(databases, user)
      print(`${user} may now run the program. Put it into DATABASE_URL.`)
    }),
  )

program
  .command('seed')
  .description('load what is missing of the catalogues in db/seed')
  .action(() => withDatabases(async () => print('The catalogues are loaded.')))

program
  .command('verify')
  .description('count all responses anew and name every tally that differs; exit 1 if any does')
  .action(() =>
    withConnection(connectExisting, async (databases) => {
      await refuseOlderSchema(databases)
      if (!(await verify(databases, readConfig(), print))) process.exitCode = 1
    }),
  )

program
  .command('simulate')
  .description('fill a simulated province (only into a database without real responses)')
  .requiredOption('--responses <number>', 'how many responses', wholeNumber)
  .requiredOption('--from <date>', 'first day, like 2024-01-01')
  .requiredOption('--to <date>', 'last day, like 2025-12-31')
  .option('--seed <number>', 'the same seed gives the same province', wholeNumber, 1)
  .action((options: { responses: number; from: string; to: string; seed: number }) =>
    simulateCommand(options),
  )

program
  .command('import-procedures')
  .description('import procedures from CSV: id, procedure_field, name, source')
  .argument('<file>')
  .action((file: string) =>
    withDatabases(async (databases) =>
      print(`${await importProcedures(databases, file)} procedures imported.`),
    ),
  )

program
  .command('import-units')
  .description('add units from CSV: id, kind, name, parent_id, valid_from, valid_until')
  .argument('<file>')
  .action((file: string) =>
    withDatabases(async (databases) =>
      print(`${await importUnits(databases, file, systemClock())} units added.`),
    ),
  )

program
  .command('import-published-values')
  .description(
    'import figures that others publish from CSV: indicator, scope, year, value, score, rank, source, note',
  )
  .argument('<file>')
  .action((file: string) =>
    withDatabases(async (databases) =>
      print(`${await importPublishedValues(databases, file)} values imported.`),
    ),
  )

program
  .command('kiosk')
  .description('look after kiosks and tablets')
  .command('enrol')
  .description('print a one-time code with which a browser becomes the device of a touchpoint')
  .argument('<touchpoint>', 'the code of a kiosk or tablet')
  .action((touchpoint: string) =>
    withDatabases((databases) =>
      enrolCommand(databases, touchpoint, { config: readConfig(), clock: systemClock, print }),
    ),
  )

program
  .command('import-dossiers')
  .description('import finished dossiers from CSV or XLSX; exit 1 if any row is refused')
  .argument('<file>')
  .option('--dry-run', 'say what would become of every row, and change nothing')
  .action((file: string, { dryRun = false }: { dryRun?: boolean }) =>
    withDatabases(async (databases) => {
      const command = { config: readConfig(), clock: systemClock, dryRun, print, lines: process.stderr }
      if (!(await importDossiers(databases, file, command))) process.exitCode = 1
    }),
  )

program
  .command('retention')
  .description('delete what has been kept as long as the settings say; the running program does it every day')
  .option('--dry-run', 'say how much that is, and change nothing')
  .action(({ dryRun = false }: { dryRun?: boolean }) =>
    withDatabases((databases) => retention(databases, { dryRun, now: systemClock(), print })),
  )

const apiKey = program.command('api-key').description('keys with which programs report dossiers')

apiKey
  .command('make')
  .description('make a key and print it, this once')
  .requiredOption('--name <name>', 'the program or place that uses it')
  .requiredOption('--unit <id>', 'the unit whose dossiers, and those of all below it, may be reported')
  .option('--days <number>', 'how long it is valid', '365')
  .action((options: { name: string; unit: string; days: string }) =>
    withDatabases(async (databases) => print(await makeKey(databases, options, systemClock()))),
  )

apiKey
  .command('list')
  .description('list all keys')
  .action(() =>
    withDatabases(async (databases) => {
      for (const line of await listKeys(databases)) print(line)
    }),
  )

apiKey
  .command('revoke')
  .description('make a key invalid')
  .argument('<id>')
  .action((id: string) => withDatabases((databases) => revokeKey(databases, id, systemClock())))

const user = program.command('user').description('officials who may sign in')

user
  .command('add')
  .description('add an official and print the one-time link with which they set password and second factor')
  .requiredOption('--login <login>', 'what they sign in with')
  .requiredOption('--name <name>', 'full name')
  .option('--role <role>', 'administrator, reform_office, head_of_unit, clerk or auditor', 'administrator')
  .option('--unit <id>', 'the unit, for a role that is held at one')
  .action((added: NewUser) =>
    withDatabases(async (databases) => print(await addUser(databases, readConfig(), added, systemClock()))),
  )

user
  .command('reset')
  .description('end the sessions, password and second factor of an official and print a new one-time link')
  .argument('<login>')
  .action((login: string) =>
    withDatabases(async (databases) => print(await resetUser(databases, readConfig(), login, systemClock()))),
  )

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`)
  process.exitCode = 1
}

async function withConnection(
  open: typeof connect,
  act: (databases: Databases) => Promise<void>,
): Promise<void> {
  const databases = open(readConfig().databaseUrl)
  try {
    await act(databases)
  } finally {
    await databases.close()
  }
}

async function withDatabases(act: (databases: Databases) => Promise<void>): Promise<void> {
  const databases = await openDatabases(readConfig(), systemClock)
  try {
    await act(databases)
  } finally {
    await databases.close()
  }
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

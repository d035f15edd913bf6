import { type Kysely, sql } from 'kysely'
import { oneOf, runPerDialect } from '../portable.ts'

const ROLES = ['administrator', 'reform_office', 'head_of_unit', 'clerk', 'auditor']

/** Who may enter, what they may do where, and what was done. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('staff')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('login', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('totp_secret', 'text')
    .addColumn('totp_last_step', 'integer')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('disabled_at', 'text')
    .execute()

  await db.schema
    .createTable('staff_grant')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(oneOf('role', ROLES)))
    .addColumn('unit_id', 'text', (c) => c.references('unit.id'))
    .addColumn('valid_from', 'text', (c) => c.notNull())
    .addColumn('valid_until', 'text')
    .addColumn('granted_at', 'text', (c) => c.notNull())
    .addColumn('granted_by', 'text', (c) => c.references('staff.id'))
    .execute()
  await db.schema.createIndex('staff_grant_staff').on('staff_grant').column('staff_id').execute()

  await db.schema
    .createTable('staff_session')
    .addColumn('token_hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('user_agent', 'text', (c) => c.notNull())
    .addColumn('started_at', 'text', (c) => c.notNull())
    .addColumn('last_seen_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('staff_session_staff').on('staff_session').column('staff_id').execute()

  await db.schema
    .createTable('staff_link')
    .addColumn('token_hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull().unique().references('staff.id'))
    .addColumn('totp_secret', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('staff_recovery_code')
    .addColumn('code_hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
    .execute()

  await db.schema
    .createTable('sign_in_failure')
    .addColumn('key', 'text', (c) => c.primaryKey().notNull())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('last_failed_at', 'text', (c) => c.notNull())
    .execute()

  await createAudit(db)
}

async function createAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit_entry')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text')
    .addColumn('login', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('request_id', 'text')
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text')
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .execute()
  await sql`create index audit_entry_at on audit_entry (at, id)`.execute(db)
  await sql`create index audit_entry_action on audit_entry (action, at)`.execute(db)
  await sql`create index audit_entry_login on audit_entry (login, at)`.execute(db)
  await refuseChanges(db)
}

/** What was written down stays as it was, for the program and for whoever uses its connection. */
async function refuseChanges(db: Kysely<unknown>): Promise<void> {
  await runPerDialect(db, {
    sqlite: ['update', 'delete'].map(
      (change) => `create trigger audit_entry_no_${change} before ${change} on audit_entry
        begin select raise(abort, 'the audit is append-only'); end`,
    ),
    postgres: [
      `create function refuse_audit_change() returns trigger language plpgsql as $$
        begin raise exception 'the audit is append-only'; end $$`,
      `create trigger audit_entry_append_only before update or delete or truncate on audit_entry
        for each statement execute function refuse_audit_change()`,
    ],
  })
}

import { type Kysely, sql } from 'kysely'

/** More ways to prove who one is: passkeys, another provider's word, and a fresh proof before an account is changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('staff_passkey')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('credential_id', 'text', (c) => c.notNull().unique())
    .addColumn('public_key', 'text', (c) => c.notNull())
    // An unsigned number of 32 bits: PostgreSQL's integer holds half of them, and its bigint comes back as text.
    .addColumn('counter', 'double precision', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('added_at', 'text', (c) => c.notNull())
    .addColumn('last_used_at', 'text')
    .execute()
  await db.schema.createIndex('staff_passkey_staff').on('staff_passkey').column('staff_id').execute()

  await db.schema
    .createTable('staff_identity')
    .addColumn('issuer', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull().unique().references('staff.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('linked_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('staff_identity_key', ['issuer', 'subject'])
    .execute()

  await db.schema
    .createTable('finished_ceremony')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute()

  await db.schema.alterTable('staff_session').addColumn('proven_at', 'text').execute()
  await db.schema
    .alterTable('staff_link')
    .addColumn('keeps_password', 'integer', (c) =>
      c.notNull().defaultTo(0).check(sql`keeps_password in (0, 1)`),
    )
    .execute()
}

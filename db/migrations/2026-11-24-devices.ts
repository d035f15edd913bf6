import { type Kysely, sql } from 'kysely'
import { clustered, oneOf } from '../portable.ts'

const EVENT_KINDS = [
  'gap',
  'clone',
  'clock_skew',
  'signature',
  'chain',
  'self_test',
  'technician',
  'storage_full',
  'dead_letter',
  'updated',
]

/** Kiosks and tablets with a key of their own, the chain of what they sent, and what happened to them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('device')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('touchpoint_code', 'text', (c) => c.notNull().references('touchpoint.code'))
    .addColumn('name', 'text')
    .addColumn('public_key', 'text', (c) => c.notNull().unique())
    .addColumn('enrolled_at', 'text', (c) => c.notNull())
    .addColumn('revoked_at', 'text')
    .addColumn('last_sequence', 'integer', (c) => c.notNull())
    .addColumn('last_contact_at', 'text', (c) => c.notNull())
    .addColumn('skew_ms', 'bigint')
    .addColumn('heartbeat_number', 'integer', (c) => c.notNull())
    .addColumn('heartbeat_at', 'text')
    .addColumn('version', 'text')
    .addColumn('queue_length', 'integer')
    .addColumn('dead_letters', 'integer')
    .addColumn('battery_percent', 'integer')
    .execute()
  await db.schema.createIndex('device_touchpoint').on('device').column('touchpoint_code').execute()

  await db.schema
    .createTable('device_enrolment')
    .addColumn('code_hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('touchpoint_code', 'text', (c) => c.notNull().references('touchpoint.code'))
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text')
    .addColumn('device_id', 'text', (c) => c.references('device.id'))
    .execute()

  // The hash is part of the key: two links with one number are how a copied key is noticed.
  await clustered(
    db,
    db.schema
      .createTable('device_link')
      .addColumn('device_id', 'text', (c) => c.notNull().references('device.id'))
      .addColumn('sequence', 'integer', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull()),
  )
    .addPrimaryKeyConstraint('device_link_key', ['device_id', 'sequence', 'hash'])
    .execute()

  await db.schema
    .createTable('device_event')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('device_id', 'text', (c) => c.notNull().references('device.id'))
    .addColumn('kind', 'text', (c) => c.notNull().check(oneOf('kind', EVENT_KINDS)))
    .addColumn('noted_at', 'text', (c) => c.notNull())
    .addColumn('last_noted_at', 'text', (c) => c.notNull())
    .addColumn('times', 'integer', (c) => c.notNull())
    .addColumn('occurred_at', 'text')
    .addColumn('first_sequence', 'integer')
    .addColumn('last_sequence', 'integer')
    .addColumn('detail', 'text', (c) => c.notNull())
    .addColumn('settled_at', 'text')
    .execute()
  await db.schema
    .createIndex('device_event_device')
    .on('device_event')
    .columns(['device_id', 'noted_at'])
    .execute()
  await sql`create index device_event_open on device_event (device_id) where settled_at is null`.execute(db)
}

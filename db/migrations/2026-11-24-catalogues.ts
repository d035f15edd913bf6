import { type Kysely, sql } from 'kysely'
import { oneOf } from '../portable.ts'

/** Units, procedures, instruments, touchpoints and indicators: what must be there before anybody rates. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('unit')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('kind', 'text', (c) =>
      c
        .notNull()
        .check(
          oneOf('kind', [
            'province',
            'city',
            'district',
            'department',
            'commune',
            'ward',
            'township',
            'service_centre',
          ]),
        ),
    )
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_search', 'text', (c) => c.notNull())
    .addColumn('parent_id', 'text', (c) => c.references('unit.id'))
    .addColumn('valid_from', 'text', (c) => c.notNull())
    .addColumn('valid_until', 'text')
    .addColumn('sort_order', 'integer', (c) => c.notNull())
    .addCheckConstraint('unit_valid', sql`valid_until is null or valid_from < valid_until`)
    .execute()

  await db.schema
    .createTable('unit_successor')
    .addColumn('predecessor_id', 'text', (c) => c.notNull().references('unit.id'))
    .addColumn('successor_id', 'text', (c) => c.notNull().references('unit.id'))
    .addColumn('changed_on', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('unit_successor_pk', ['predecessor_id', 'successor_id'])
    .execute()

  await db.schema
    .createTable('procedure_field')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('name_vi', 'text', (c) => c.notNull())
    .addColumn('name_en', 'text', (c) => c.notNull())
    .addColumn('provider', 'text', (c) =>
      c.notNull().check(oneOf('provider', ['administrative_agency', 'public_service'])),
    )
    .addColumn('sort_order', 'integer', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('procedure')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('procedure_field_id', 'text', (c) => c.notNull().references('procedure_field.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_search', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('instrument')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('name_vi', 'text', (c) => c.notNull())
    .addColumn('name_en', 'text', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('instrument_version')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('instrument_id', 'text', (c) => c.notNull().references('instrument.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('instrument_version_number', ['instrument_id', 'version'])
    .execute()

  await db.schema
    .createTable('wave')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('instrument_version_id', 'text', (c) => c.notNull().references('instrument_version.id'))
    .addColumn('opens_on', 'text', (c) => c.notNull())
    .addColumn('closes_on', 'text')
    .execute()

  await db.schema
    .createTable('touchpoint')
    .addColumn('code', 'text', (c) => c.primaryKey().notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.id'))
    .addColumn('wave_id', 'text', (c) => c.notNull().references('wave.id'))
    .addColumn('kind', 'text', (c) => c.notNull().check(oneOf('kind', ['kiosk', 'tablet', 'qr'])))
    .addColumn('place', 'text')
    .addColumn('procedure_field_id', 'text', (c) => c.references('procedure_field.id'))
    .addColumn('valid_from', 'text', (c) => c.notNull())
    .addColumn('valid_until', 'text')
    .addColumn('is_demonstration', 'integer', (c) =>
      c.notNull().defaultTo(0).check(sql`is_demonstration in (0, 1)`),
    )
    .execute()

  await db.schema
    .createTable('indicator')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('clause', 'text', (c) => c.notNull())
    .addColumn('name_vi', 'text', (c) => c.notNull())
    .addColumn('name_en', 'text', (c) => c.notNull())
    .addColumn('measure', 'text', (c) => c.notNull().check(oneOf('measure', ['percent', 'rank', 'group'])))
    .addColumn('direction', 'text', (c) => c.notNull())
    .addColumn('measured_by', 'text', (c) =>
      c.notNull().check(oneOf('measured_by', ['responses', 'external'])),
    )
    .addColumn('procedure_fields', 'text')
    .addColumn('note', 'text')
    .addColumn('sort_order', 'integer', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('indicator_target')
    .addColumn('indicator_id', 'text', (c) => c.notNull().references('indicator.id'))
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('value_number', 'double precision')
    .addColumn('value_text', 'text')
    .addColumn('valid_from', 'text', (c) => c.notNull())
    .addColumn('valid_until', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('indicator_target_pk', ['indicator_id', 'year'])
    .execute()

  await db.schema
    .createTable('published_value')
    .addColumn('indicator_id', 'text', (c) => c.notNull().references('indicator.id'))
    .addColumn('scope', 'text', (c) => c.notNull().check(oneOf('scope', ['national', 'province'])))
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('value_number', 'double precision')
    .addColumn('score', 'double precision')
    .addColumn('rank', 'integer')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('note', 'text')
    .addPrimaryKeyConstraint('published_value_pk', ['indicator_id', 'scope', 'year'])
    .execute()

  await db.schema
    .createTable('setting')
    .addColumn('key', 'text', (c) => c.primaryKey().notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()
}

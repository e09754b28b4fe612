import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  CheckField,
  Columns,
  DateField,
  EmptyState,
  Group,
  Load,
  Ltr,
  NumberField,
  Page,
  RecordTable,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  today,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { WhichPrison } from '../../ui/WhichPrison.tsx'
import {
  absenceKinds,
  closePost,
  endAbsence,
  listStaff,
  postKinds,
  ranks,
  recordAbsence,
  sanctionPost,
  takeOnStaff,
} from '../contract.ts'
import classes from './Staff.module.css'

type Staff = OutputOf<typeof listStaff>

/** Who serves in a prison and who is away, and its sanctioned posts. */
export default function StaffPage() {
  const { t } = useTranslation('custody-staff')
  const [prisonId, setPrisonId] = useQueryText('prison')
  const found = useCall(listStaff, prisonId === '' ? {} : { prisonId })
  const mayKeep = useMay('custody:keep-staff')
  const maySanction = useMay('custody:sanction-posts')
  return (
    <Page
      title={t('staff.title')}
      lead={t('staff.lead')}
      back={{ to: '/custody/roster', label: t('roster.title') }}
      actions={
        <Group gap="xs">
          <WhichPrison label={t('prison')} found={found.data} set={setPrisonId} />
          {mayKeep ? <TakeOn /> : null}
          {maySanction ? <Sanction /> : null}
        </Group>
      }
    >
      <Load call={found} lines={10}>
        {(staff) => (
          <>
            <Section title={t('staff.members', { count: staff.rows.length })}>
              <Members rows={staff.rows} may={mayKeep} />
            </Section>
            <Section title={t('staff.posts')}>
              <Posts posts={staff.posts} may={maySanction} />
            </Section>
          </>
        )}
      </Load>
    </Page>
  )
}

function Members({ rows, may }: { rows: Staff['rows']; may: boolean }) {
  const { t } = useTranslation('custody-staff')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <RecordTable
      name="custody.staff"
      caption={t('staff.title')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState icon="users" title={t('staff.none')} why={t('staff.none-why')} />}
      {...(may ? { detail: (row: Staff['rows'][number]) => <MemberActs row={row} /> } : {})}
      columns={[
        { key: 'number', label: t('staff.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
        { key: 'name', label: t('staff.name'), cell: (row) => both(row.name) },
        { key: 'rank', label: t('staff.rank'), cell: (row) => t(`rank.${row.rank}`) },
        { key: 'sex', label: t('staff.sex'), cell: (row) => t(`sex.${row.sex}`) },
        {
          key: 'state',
          label: t('common:word.status'),
          cell: (row) =>
            row.absence === null ? (
              <StatusBadge meaning="grey" icon="circle-check">
                {t('staff.available')}
              </StatusBadge>
            ) : (
              <StatusBadge meaning={row.absence.now ? 'amber' : 'blue'}>
                {t(`absence.${row.absence.kind}`)} ·{' '}
                {row.absence.now
                  ? row.absence.until === null
                    ? t('away.open')
                    : t('away.until', { until: row.absence.until })
                  : t('away.from', { from: row.absence.from })}
              </StatusBadge>
            ),
        },
        {
          key: 'order',
          label: t('staff.order'),
          cell: (row) =>
            row.absence === null ? '' : <bdi title={date(row.absence.from)}>{row.absence.instrument}</bdi>,
        },
        { key: 'duties', label: t('staff.duties'), cell: (row) => row.duties, align: 'end' },
      ]}
    />
  )
}

function MemberActs({ row }: { row: Staff['rows'][number] }) {
  const { t } = useTranslation('custody-staff')
  const end = useCommand(endAbsence, { onDone: () => say(t('staff.is-back')) })
  const { absence } = row
  return (
    <Group gap={8}>
      <ActForm
        label={t('staff.absent')}
        icon="calendar"
        endpoint={recordAbsence}
        initial={{ kind: 'leave', from: today() }}
        given={{ memberId: row.id }}
        onDone={({ vacated }) => say(t('staff.vacated', { count: vacated }))}
      >
        <SelectField
          name="kind"
          label={t('staff.why')}
          required
          options={absenceKinds.map((value) => ({ value, label: t(`absence.${value}`) }))}
        />
        <Columns>
          <DateField name="from" label={t('staff.from')} required />
          <DateField name="until" label={t('staff.until')} hint={t('staff.until-hint')} />
        </Columns>
        <TextField name="instrument" label={t('staff.order')} hint={t('staff.order-hint')} required />
      </ActForm>
      {absence?.now === true ? (
        <Button size="xs" loading={end.busy} onClick={() => end.start({ absenceId: absence.id })}>
          {t('staff.back')}
        </Button>
      ) : null}
    </Group>
  )
}

function TakeOn() {
  const { t } = useTranslation('custody-staff')
  return (
    <ActForm
      label={t('staff.take-on')}
      icon="user-plus"
      endpoint={takeOnStaff}
      initial={{ rank: 'warder', joinedOn: today() }}
      given={{}}
      onDone={() => say(t('saved'))}
    >
      <TextField name="number" ltr label={t('staff.number')} required />
      <SelectField
        name="rank"
        label={t('staff.rank')}
        required
        options={ranks.map((value) => ({ value, label: t(`rank.${value}`) }))}
      />
      <SelectField
        name="sex"
        label={t('staff.sex')}
        required
        options={(['M', 'F'] as const).map((value) => ({ value, label: t(`sex.${value}`) }))}
      />
      <TextField name="nameEn" lang="en" label={`${t('staff.name')} (English)`} required />
      <TextField name="nameUr" lang="ur" label={`${t('staff.name')} (اردو)`} required />
      <DateField name="joinedOn" label={t('staff.joined')} required />
    </ActForm>
  )
}

function Sanction() {
  const { t } = useTranslation('custody-staff')
  return (
    <ActForm
      label={t('posts.add')}
      icon="plus"
      endpoint={sanctionPost}
      initial={{ kind: 'tower', morning: 1, evening: 1, night: 1 }}
      given={{}}
      onDone={() => say(t('saved'))}
    >
      <SelectField
        name="kind"
        label={t('posts.kind')}
        required
        options={postKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <TextField name="nameEn" lang="en" label={`${t('posts.name')} (English)`} required />
      <TextField name="nameUr" lang="ur" label={`${t('posts.name')} (اردو)`} required />
      <CheckField name="femaleOnly" label={t('female-only')} hint={t('posts.female-hint')} />
      <Columns>
        {(['morning', 'evening', 'night'] as const).map((shift) => (
          <NumberField key={shift} name={shift} label={t(`shift.${shift}`)} required />
        ))}
      </Columns>
      <TextField name="instrument" label={t('posts.order')} required />
    </ActForm>
  )
}

function Posts({ posts, may }: { posts: Staff['posts']; may: boolean }) {
  const { t } = useTranslation('custody-staff')
  const both = useBoth()
  const { date } = useFormats()
  const close = useCommand(closePost, { onDone: () => say(t('posts.closed-now')) })
  return (
    <RecordTable
      name="custody.guard-posts"
      caption={t('staff.posts')}
      rows={posts}
      rowKey={(row) => row.id}
      empty={<EmptyState icon="shield" title={t('posts.none')} why={t('posts.none-why')} />}
      {...(may
        ? {
            detail: (row: Staff['posts'][number]) =>
              row.closedOn === null ? (
                <Button size="xs" loading={close.busy} onClick={() => close.start({ postId: row.id })}>
                  {t('posts.close')}
                </Button>
              ) : (
                <span className={classes.soft}>{t('posts.closed', { on: row.closedOn })}</span>
              ),
          }
        : {})}
      columns={[
        { key: 'name', label: t('posts.name'), cell: (row) => both(row.name) },
        { key: 'kind', label: t('posts.kind'), cell: (row) => t(`kind.${row.kind}`) },
        {
          key: 'women',
          label: t('common:word.status'),
          cell: (row) =>
            row.closedOn !== null ? (
              <StatusBadge meaning="grey">{date(row.closedOn)}</StatusBadge>
            ) : row.femaleOnly ? (
              <StatusBadge meaning="blue" icon="user-shield">
                {t('female-only')}
              </StatusBadge>
            ) : (
              ''
            ),
        },
        ...(['morning', 'evening', 'night'] as const).map((shift) => ({
          key: shift,
          label: t(`shift.${shift}`),
          cell: (row: Staff['posts'][number]) => row[shift],
          align: 'end' as const,
        })),
        { key: 'order', label: t('posts.order'), cell: (row) => <bdi>{row.instrument}</bdi> },
      ]}
    />
  )
}

import { type FormEvent, useState } from 'react'
import { listAccounts } from '#kernel/identity/contract'
import {
  Button,
  EmptyState,
  Group,
  KeyValue,
  Link,
  Load,
  Ltr,
  NativeSelect,
  Page,
  parseDate,
  RecordTable,
  Stack,
  StatusBadge,
  TextInput,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { type AuditEntry, listAuditEntries } from '../contract.ts'
import classes from './Audit.module.css'
import { ChangeTable, Value } from './ChangeTable.tsx'
import { changesOf, remarksOf } from './changes.ts'
import { EntryProof } from './EntryProof.tsx'

const acts = [
  'insert',
  'update',
  'delete',
  'read',
  'refused',
  'sign-in',
  'sign-out',
  'step-up',
  'export',
  'override',
] as const
const fields = ['account', 'act', 'subject', 'id', 'from', 'to'] as const
type Asked = Record<(typeof fields)[number], string>

/** What was done, read and refused. The filters stand in the address, so that a finding can be sent to a colleague. */
export default function AuditPage() {
  const { t } = useTranslation('audit')
  const both = useBoth()
  const { instant } = useFormats()
  const asked = useAsked()
  const [before, setBefore] = useQueryText('before', '')
  const [proven, setProven] = useState<number | undefined>(undefined)
  const given = Object.fromEntries(Object.entries({ ...asked, before }).filter(([, value]) => value !== ''))
  const entries = useCall(listAuditEntries, given)
  const who = (row: AuditEntry): string =>
    row.accountEn === null ? t('list.system') : both({ en: row.accountEn, ur: row.accountUr ?? '' })
  return (
    <Page title={t('list.title')} lead={t('list.lead')}>
      <Stack gap={14}>
        <Filters key={JSON.stringify(asked)} asked={asked} />
        <Load call={entries}>
          {({ rows, next }) => (
            <>
              <RecordTable
                name="audit.entries"
                caption={t('list.title')}
                rows={rows}
                rowKey={(row) => String(row.n)}
                empty={<EmptyState title={t('list.empty')} why={t('list.empty-why')} icon="history" />}
                detail={(row) => <Detail entry={row} prove={() => setProven(row.n)} />}
                columns={[
                  { key: 'at', label: t('list.at'), cell: (row) => instant(row.at) },
                  { key: 'who', label: t('list.who'), cell: who },
                  {
                    key: 'act',
                    label: t('list.act'),
                    cell: (row) =>
                      row.act === 'refused' ? (
                        <StatusBadge meaning="amber">{t('act.refused')}</StatusBadge>
                      ) : (
                        t(`act.${row.act}`, { defaultValue: row.act })
                      ),
                  },
                  { key: 'subject', label: t('list.subject'), cell: (row) => <Ltr>{row.subject}</Ltr> },
                  {
                    key: 'unit',
                    label: t('list.unit'),
                    cell: (row) =>
                      row.unitEn === null ? '' : both({ en: row.unitEn, ur: row.unitUr ?? row.unitEn }),
                  },
                  {
                    key: 'seal',
                    label: t('list.seal'),
                    cell: (row) => (
                      <StatusBadge
                        meaning={row.sealed ? 'blue' : 'grey'}
                        icon={row.sealed ? 'shield-check' : 'hourglass'}
                      >
                        {t(row.sealed ? 'list.sealed' : 'list.unsealed')}
                      </StatusBadge>
                    ),
                  },
                ]}
              />
              <Group gap={8} justify="flex-end">
                {before === '' ? null : <Button onClick={() => setBefore('')}>{t('list.newest')}</Button>}
                {next === null ? null : (
                  <Button onClick={() => setBefore(String(next))}>{t('list.older')}</Button>
                )}
              </Group>
            </>
          )}
        </Load>
      </Stack>
      {proven === undefined ? null : <EntryProof n={proven} onClose={() => setProven(undefined)} />}
    </Page>
  )
}

function useAsked(): Asked {
  const [account] = useQueryText('account')
  const [act] = useQueryText('act')
  const [subject] = useQueryText('subject')
  const [id] = useQueryText('id')
  const [from] = useQueryText('from')
  const [to] = useQueryText('to')
  return { account, act, subject, id, from, to }
}

function Filters({ asked }: { asked: Asked }) {
  const { t } = useTranslation('audit')
  const both = useBoth()
  const go = useGo()
  const { date } = useFormats()
  const [typed, setTyped] = useState<Asked>({
    ...asked,
    from: asked.from === '' ? '' : date(asked.from),
    to: asked.to === '' ? '' : date(asked.to),
  })
  const [wrong, setWrong] = useState<readonly string[]>([])
  const people = useCall(listAccounts, { kind: 'person', size: 200 })
  const set = (field: keyof Asked) => (event: { currentTarget: { value: string } }) =>
    setTyped({ ...typed, [field]: event.currentTarget.value })
  const show = (event: FormEvent) => {
    event.preventDefault()
    const days = { from: parseDate(typed.from) ?? '', to: parseDate(typed.to) ?? '' }
    const bad = (['from', 'to'] as const).filter((field) => typed[field].trim() !== '' && days[field] === '')
    setWrong(bad)
    if (bad.length > 0) return
    const query = new URLSearchParams(
      Object.entries({ ...typed, ...days })
        .map(([key, value]) => [key, value.trim()] as [string, string])
        .filter(([, value]) => value !== ''),
    )
    go(`/audit?${query}`)
  }
  const day = (field: 'from' | 'to') => (
    <TextInput
      label={t(`list.${field}`)}
      value={typed[field]}
      onChange={set(field)}
      error={wrong.includes(field) ? t('list.wrong-day') : undefined}
      w={140}
      autoComplete="off"
    />
  )
  return (
    <form onSubmit={show} className={classes.filters}>
      <NativeSelect label={t('list.who')} value={typed.account} onChange={set('account')} w={190}>
        <option value="">{t('list.any')}</option>
        {(people.data?.rows ?? []).map((person) => (
          <option key={person.id} value={person.id}>
            {both(person.name)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect label={t('list.act')} value={typed.act} onChange={set('act')} w={150}>
        <option value="">{t('list.every-act')}</option>
        {acts.map((act) => (
          <option key={act} value={act}>
            {t(`act.${act}`)}
          </option>
        ))}
      </NativeSelect>
      <TextInput
        label={t('list.subject')}
        placeholder="custody.imprisonment"
        dir="ltr"
        value={typed.subject}
        onChange={set('subject')}
        autoComplete="off"
      />
      <TextInput
        label={t('list.id')}
        placeholder={t('list.id-hint')}
        dir="ltr"
        value={typed.id}
        onChange={set('id')}
        autoComplete="off"
      />
      {day('from')}
      {day('to')}
      <Button type="submit" variant="filled">
        {t('list.filter')}
      </Button>
    </form>
  )
}

function Detail({ entry, prove }: { entry: AuditEntry; prove: () => void }) {
  const { t } = useTranslation('audit')
  const changes = changesOf(entry.detail)
  return (
    <Stack gap={14}>
      <KeyValue
        columns={2}
        items={[
          { label: t('entry.number'), value: <Ltr>{String(entry.n)}</Ltr> },
          {
            label: t('entry.ids'),
            value: (
              <Group gap={8}>
                {entry.subjectIds.slice(0, 20).map((id) => (
                  <Link key={id} to={`/audit?id=${encodeURIComponent(id)}`}>
                    <Ltr>{id}</Ltr>
                  </Link>
                ))}
              </Group>
            ),
          },
          ...(entry.purpose === null
            ? []
            : [{ label: t('entry.purpose'), value: <bdi>{entry.purpose}</bdi> }]),
          ...(entry.requestId === null
            ? []
            : [{ label: t('entry.request'), value: <Ltr copy>{entry.requestId}</Ltr> }]),
          ...remarksOf(entry.detail).map(([key, value]) => ({
            label: key,
            value: <Value value={value} />,
          })),
        ]}
      />
      {entry.act === 'read' || entry.act === 'refused' ? null : <ChangeTable changes={changes} />}
      <Group gap={8}>
        <Button variant="filled" onClick={prove}>
          {t('entry.prove')}
        </Button>
      </Group>
    </Stack>
  )
}

import { type FormEvent, useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  EmptyState,
  Group,
  Load,
  NativeSelect,
  Page,
  RecordTable,
  Section,
  Stack,
  StatusBadge,
  TextInput,
  useBoth,
  useCall,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { explainAccess, listSubjectKinds } from '../contract.ts'
import classes from './AccessPages.module.css'
import { lastDayOf } from './day.ts'

type Answer = OutputOf<typeof explainAccess>
type Reader = Answer['reaching'][number]

/** Who can see this record, and why. Its address can be linked to from a record: `?kind=case&id=…`. */
export default function WhoCanSeePage() {
  const { t } = useTranslation('access')
  const both = useBoth()
  const [kind, setKind] = useQueryText('kind', 'unit')
  const [id, setId] = useQueryText('id', '')
  const [typed, setTyped] = useState(id)
  const kinds = useCall(listSubjectKinds, {})
  const answer = useCall(explainAccess, id === '' ? undefined : { kind, id }, { keep: false })
  const ask = (event: FormEvent) => {
    event.preventDefault()
    setId(typed.trim())
  }
  return (
    <Page title={t('explain.title')} lead={t('explain.lead')}>
      <form onSubmit={ask}>
        <Group align="end" gap={12}>
          <NativeSelect
            label={t('explain.kind')}
            value={kind}
            onChange={(event) => {
              setKind(event.currentTarget.value)
              setTyped('')
            }}
          >
            {(kinds.data?.kinds ?? []).map((each) => (
              <option key={each.code} value={each.code}>
                {both(each.text)}
              </option>
            ))}
          </NativeSelect>
          <TextInput
            label={t('explain.id')}
            dir="ltr"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="filled">
            {t('explain.ask')}
          </Button>
        </Group>
      </form>
      {id === '' ? null : <Load call={answer}>{(found) => <Readers {...found} />}</Load>}
    </Page>
  )
}

function Readers({ kind, units, reaching, entries }: Answer) {
  const { t } = useTranslation('access')
  const both = useBoth()
  const { date, instant } = useFormats()
  const why = (row: Reader): string =>
    row.reach === 'below' && row.path.length > 1
      ? t('explain.why-below', { path: row.path.map((unit) => both(unit.name)).join(' › ') })
      : row.reach === 'jurisdiction'
        ? t('explain.why-jurisdiction')
        : t('explain.why-own')
  const people = new Set(reaching.map((row) => row.account.id)).size
  return (
    <Stack gap={22}>
      <Section title={`${both(kind.text)}: ${t('explain.units')}`}>
        <Group gap={10}>
          {units.map((unit) => (
            <BothNames key={unit.id} name={unit.name} />
          ))}
        </Group>
      </Section>
      <Section title={t('explain.readers', { count: people })}>
        <RecordTable
          name="access.readers"
          caption={t('explain.title')}
          rows={reaching}
          rowKey={(row) => `${row.grantId} ${row.through.id}`}
          empty={<EmptyState title={t('explain.no-readers')} icon="eye-off" />}
          columns={[
            {
              key: 'who',
              label: t('explain.who'),
              cell: (row) =>
                row.account.kind === 'service' ? (
                  <>
                    {both(row.account.name)} <StatusBadge meaning="grey">{t('explain.service')}</StatusBadge>
                  </>
                ) : (
                  <BothNames name={row.account.name} />
                ),
            },
            {
              key: 'post',
              label: t('explain.post'),
              cell: (row) => (
                <>
                  {both(row.post.title)}
                  <br />
                  {both(row.unit.name)}
                </>
              ),
            },
            {
              key: 'why',
              label: t('explain.why'),
              cell: (row) => <div className={classes.sentence}>{why(row)}</div>,
            },
            ...(reaching.every((row) => row.permission === null)
              ? []
              : [
                  {
                    key: 'permission',
                    label: t('explain.permission'),
                    cell: (row: Reader) => (row.permission === null ? '' : both(row.permission.text)),
                  },
                ]),
            {
              key: 'until',
              label: t('explain.until'),
              cell: (row) => (row.validTo === null ? t('grants.open-end') : date(lastDayOf(row.validTo))),
            },
          ]}
        />
      </Section>
      <Section title={t('explain.entries')}>
        <RecordTable
          name="access.entries"
          caption={t('explain.entries')}
          rows={entries}
          rowKey={(entry) => entry.id}
          empty={<EmptyState title={t('explain.no-entries')} icon="shield-check" />}
          columns={[
            { key: 'who', label: t('explain.who'), cell: (entry) => <BothNames name={entry.name} /> },
            { key: 'unit', label: t('grants.unit'), cell: (entry) => both(entry.unit.name) },
            {
              key: 'reason',
              label: t('grants.reason'),
              cell: (entry) => (
                <div className={classes.sentence}>
                  <bdi>{entry.reason}</bdi>
                </div>
              ),
            },
            { key: 'from', label: t('grants.from'), cell: (entry) => instant(entry.openedAt) },
            { key: 'until', label: t('explain.until'), cell: (entry) => instant(entry.until) },
            {
              key: 'state',
              label: t('grants.state'),
              cell: (entry) => (
                <StatusBadge meaning={entry.open ? 'amber' : 'grey'}>
                  {t(entry.open ? 'explain.open-now' : 'explain.over')}
                </StatusBadge>
              ),
            },
          ]}
        />
      </Section>
    </Stack>
  )
}

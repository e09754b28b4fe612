import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  EmptyState,
  Group,
  KeyValue,
  Load,
  Page,
  Section,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { adoptFormVersion, type ExtraField, getFormVersion, returnFormVersion } from '../contract.ts'
import classes from './ExtraFields.module.css'
import { Preview } from './Preview.tsx'
import { type Change, FieldList, StandingBadge, useScopeName } from './words.tsx'

type Data = OutputOf<typeof getFormVersion>

/** One version: what it changes, how it will look in both languages, who proposed and who adopted it. */
export default function VersionPage() {
  const { id = '' } = useRouteParams()
  return <Load call={useCall(getFormVersion, { id })}>{(data) => <One data={data} />}</Load>
}

function One({ data }: { data: Data }) {
  const { t } = useTranslation('extra-fields')
  const both = useBoth()
  const { date, instant } = useFormats()
  const scopeName = useScopeName()
  const { version, before } = data
  const gone = before.filter((field) => !version.fields.some(({ key }) => key === field.key))
  const who = (name: { en: string; ur: string } | null, at: string | null) =>
    name === null ? '—' : `${both(name)}${at === null ? '' : ` · ${instant(at)}`}`
  return (
    <Page
      title={both(data.title)}
      back={{ to: `/settings/fields/${version.form}`, label: both(data.title) }}
      lead={
        <Group gap={8}>
          <span>{scopeName(version)}</span>
          <span>{t('version-of', { version: version.version, count: version.fields.length })}</span>
          <StandingBadge standing={version.standing} />
        </Group>
      }
      actions={<Acts data={data} />}
    >
      <KeyValue
        columns={2}
        items={[
          { label: t('from'), value: date(version.inForceFrom) },
          { label: t('common:word.reason'), value: <bdi>{version.why}</bdi> },
          { label: t('proposed-by'), value: who(version.proposedBy, version.proposedAt) },
          { label: t('decided-by'), value: who(version.decidedBy, version.decidedAt) },
          ...(version.returnedWhy === null
            ? []
            : [{ label: t('returned-why'), value: <bdi>{version.returnedWhy}</bdi> }]),
        ]}
      />
      <Section title={t('fields')}>
        <div className={classes.card}>
          <FieldList fields={version.fields} changeOf={(field) => changeOf(field, before)} />
          {gone.length === 0 ? null : <FieldList fields={gone} changeOf={() => 'ended'} />}
        </div>
      </Section>
      <Section title={t('preview')}>
        {version.fields.length === 0 ? (
          <EmptyState icon="adjustments" title={t('no-fields')} />
        ) : (
          <Preview fields={version.fields} />
        )}
      </Section>
    </Page>
  )
}

function changeOf(field: ExtraField, before: readonly ExtraField[]): Change | undefined {
  const earlier = before.find(({ key }) => key === field.key)
  if (earlier === undefined) return 'new'
  return sortedText(earlier) === sortedText(field) ? undefined : 'changed'
}

const sortedText = (field: ExtraField) =>
  JSON.stringify(Object.entries(field).toSorted(([a], [b]) => (a < b ? -1 : 1)))

function Acts({ data: { version, may } }: { data: Data }) {
  const { t } = useTranslation('extra-fields')
  const [act, setAct] = useState<'adopt' | 'return'>()
  const adopt = useCommand(adoptFormVersion)
  const sendBack = useCommand(returnFormVersion)
  const close = () => setAct(undefined)
  if (!may.decide)
    return version.own && version.state === 'proposed' ? (
      <span className={classes.soft}>{t('others-adopt')}</span>
    ) : null
  return (
    <Group gap={8}>
      <Button onClick={() => setAct('return')}>{t('act.return')}</Button>
      <Button variant="filled" onClick={() => setAct('adopt')}>
        {t('act.adopt')}
      </Button>
      <ConfirmAct
        opened={act === 'adopt'}
        onClose={close}
        title={t('act.adopt')}
        actLabel={t('act.adopt')}
        consequence={t('consequence.adopt', { day: version.inForceFrom })}
        onConfirm={() => adopt.run({ id: version.id })}
      />
      <ConfirmAct
        opened={act === 'return'}
        onClose={close}
        title={t('act.return')}
        actLabel={t('act.return')}
        consequence={t('consequence.return')}
        reason="required"
        onConfirm={(why) => sendBack.run({ id: version.id, why })}
      />
    </Group>
  )
}
